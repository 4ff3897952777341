import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { GuichetBot } from '../../bots/guichet-bot.ts';
import { createServer } from '../../bots/http/create-server.ts';
import { listen } from '../../bots/http/listen.ts';
import { createLog } from '../../bots/log.ts';
import { createMessengerChannel } from '../../bots/messenger/messenger-channel.ts';
import { createMessengerSender } from '../../bots/messenger/messenger-sender.ts';
import { createSendApi } from '../../bots/messenger/send-api.ts';
import { toInbound } from '../../bots/messenger/to-inbound.ts';
import { mountMessengerWebhook } from '../../bots/messenger/webhook.ts';
import { OutboxAdapter } from '../../bots/outbox-adapter.ts';
import type { Answer } from '../../bots/turns/answer.ts';
import { createCallLog } from '../../bots/turns/call-log.ts';
import { createPerformTurn } from '../../bots/turns/perform-turn.ts';
import { createTurnWorker } from '../../bots/turns/turn-worker.ts';
import { openConversationKeys } from '../../store/conversation-key.ts';
import { openStore } from '../../store/open-store.ts';
import { defaultStoreTimes } from '../../store/port.ts';

/**
 * Guichet's whole way of a message (restify, botbuilder, journal, lease, encryption, outbox, Send API), with a dialog that only counts:
 * what durability costs, without understanding and without a bank.
 */
const settings = z
  .object({
    REDIS_URL: z.string(),
    GRAPH_API_URL: z.string(),
    MESSENGER_APP_SECRET: z.string(),
    MESSENGER_PAGE_TOKEN: z.string(),
    COUNTER_SIGN: z.enum(['at-once', 'none']).default('none'),
  })
  .parse(process.env);
const log = createLog('error');
const keys = [Buffer.alloc(32, 1)];
const store = openStore({ redisUrl: settings.REDIS_URL, dataDir: '.', keys, now: () => new Date() });
await store.ping();
const keyOf = await openConversationKeys(store.records, keys);

const appSecret = settings.MESSENGER_APP_SECRET;
const sendApi = createSendApi({
  graphUrl: settings.GRAPH_API_URL,
  graphVersion: 'v26.0',
  pageToken: settings.MESSENGER_PAGE_TOKEN,
  appSecret,
  now: () => new Date(),
});
const channel = createMessengerChannel({ sendApi, sender: createMessengerSender({ sendApi }), newId: randomUUID, log });
const channelFor = () => channel;

/** Counts in the one number of the state that a dialog may use freely, and carries the weight of a real conversation. */
const padding = 'x'.repeat(1_300);
const answer: Answer = async ({ state }) => {
  const count = Number(state.last?.slots['count'] ?? 0) + 1;
  return {
    state: { ...state, language: 'en', last: { dialog: 'counter', slots: { count, padding }, at: new Date().toISOString() } },
    messages: [{ kind: 'text', text: `Message ${count}` }],
    trace: { dialog: 'counter', slots: {}, events: [], language: 'en', score: 1, source: 'plain' },
  };
};

const perform = createPerformTurn({
  conversations: store.conversations,
  adapter: new OutboxAdapter(),
  bot: new GuichetBot({ answer, channelFor }),
  channelFor,
  callLog: createCallLog(),
  log,
  onTurnEnd: () => undefined,
  ticks: () => performance.now(),
  // Without the sign a turn makes one POST, like those that it is compared with.
  ...(settings.COUNTER_SIGN === 'none' ? { signAfterMs: 60_000 } : {}),
});
const worker = createTurnWorker({ conversations: store.conversations, perform, leaseMs: defaultStoreTimes.leaseMs, sweepMs: 1_000, log });
const server = createServer(log);
mountMessengerWebhook(server, {
  appSecrets: [appSecret],
  verifyToken: 'v',
  log,
  now: () => new Date(),
  async accept(events) {
    for (const event of events) {
      const inbound = toInbound(event);
      if (!inbound) continue;
      const conversation = keyOf({ channel: 'facebook', page: inbound.recipient.id, psid: inbound.from.id });
      await worker.accept({ conversation, eventId: inbound.id, event: inbound });
    }
  },
});
const { url } = await listen(server.server, { host: '127.0.0.1', port: 0 });
worker.start();
process.stdout.write(`the counter is ready at ${url}\n`);
process.on('SIGTERM', () => process.exit(0));
