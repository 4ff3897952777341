import { randomBytes, randomUUID } from 'node:crypto';
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { createLedgerLoop } from '../../bots/audit/ledger-loop.ts';
import { GuichetBot } from '../../bots/guichet-bot.ts';
import { createServer } from '../../bots/http/create-server.ts';
import { listen } from '../../bots/http/listen.ts';
import { createLog } from '../../bots/log.ts';
import { createMessengerChannel } from '../../bots/messenger/messenger-channel.ts';
import { createMessengerSender } from '../../bots/messenger/messenger-sender.ts';
import { createSendApi } from '../../bots/messenger/send-api.ts';
import { defaultSendTimes } from '../../bots/messenger/send-times.ts';
import { toInbound } from '../../bots/messenger/to-inbound.ts';
import { mountMessengerWebhook } from '../../bots/messenger/webhook.ts';
import { OutboxAdapter } from '../../bots/outbox-adapter.ts';
import { createAdmission } from '../../bots/turns/admission.ts';
import type { Answer } from '../../bots/turns/answer.ts';
import { createAttempts } from '../../bots/turns/attempts.ts';
import { createCallLog } from '../../bots/turns/call-log.ts';
import { readHeld } from '../../bots/turns/held-replies.ts';
import { createLoopLateness } from '../../bots/turns/loop-lateness.ts';
import { createPerformTurn } from '../../bots/turns/perform-turn.ts';
import { createTellLedger } from '../../bots/turns/tell-ledger.ts';
import { createTurnWorker } from '../../bots/turns/turn-worker.ts';
import { createLedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import { createLedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import { openConversationKeys } from '../../store/conversation-key.ts';
import { openStore } from '../../store/open-store.ts';
import { defaultStoreTimes } from '../../store/port.ts';
import { keeperPath } from '../keeper-path.ts';
import { openToldEgress } from '../told-egress.ts';

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
const signer = createLedgerSigner(randomBytes(32));
const { gate, recorder } = openToldEgress(signer);
const keys = [Buffer.alloc(32, 1)];
const store = openStore({ redisUrl: settings.REDIS_URL, dataDir: '.', keys, now: () => new Date() });
await store.ping();
const keyOf = await openConversationKeys(store.records, keys);

recorder.keepIn(store.ledger);

const appSecret = settings.MESSENGER_APP_SECRET;
/** Far beyond what is driven through here: what limits a Page and its customers is looked at in each turn, and holds nobody back. */
const plenty = 1_000_000;
const sendApi = createSendApi({
  egress: gate,
  graphUrl: settings.GRAPH_API_URL,
  graphVersion: 'v26.0',
  pageToken: settings.MESSENGER_PAGE_TOKEN,
  appSecret,
  now: () => new Date(),
  sendsPerSecond: plenty,
});
const sender = createMessengerSender({ sendApi, echoes: defaultSendTimes });
const channel = createMessengerChannel({ sendApi, sender, newId: randomUUID, log });
const channelFor = () => channel;

/** Counts in the one number of the state that a dialog may use freely, and carries the weight of a real conversation. */
const padding = 'x'.repeat(1_300);
const origin = { messages: ['counter.count'], disclosed: {}, fields: [], rule: 'benchmark' };
const answer: Answer = async ({ state }) => {
  const count = Number(state.last?.slots['count'] ?? 0) + 1;
  return {
    state: { ...state, language: 'en', last: { dialog: 'counter', slots: { count, padding }, at: new Date().toISOString() } },
    messages: [{ kind: 'text', text: `Message ${count}`, origin }],
    trace: { dialog: 'counter', slots: {}, events: [], language: 'en', score: 1, source: 'plain' },
  };
};

const now = (): Date => new Date();
const tellLedger = createTellLedger({ signer, now });
/** Scripts that the keeper of the ledger has run, a few each second: they belong to no turn. */
let keeperScripts = 0;
const keeper = createLedgerKeeper({
  ledger: {
    ...store.ledger,
    extend(after, extension) {
      keeperScripts += 1;
      return store.ledger.extend(after, extension);
    },
  },
  signer,
  now,
  onSigned: async () => undefined,
});
const ledgerLoop = createLedgerLoop({
  keeper,
  records: {
    ...store.records,
    put(...given) {
      keeperScripts += 1;
      return store.records.put(...given);
    },
  },
  holder: randomUUID(),
  log,
});
const shared = {
  conversations: store.conversations,
  channelFor,
  log,
  tellLedger,
  onTurnEnd: () => undefined,
  ticks: () => performance.now(),
};
const perform = createPerformTurn({
  ...shared,
  adapter: new OutboxAdapter(),
  bot: new GuichetBot({ answer, channelFor }),
  callLog: createCallLog(),
  recheck: async ({ unsent }) => unsent.map((stored) => readHeld(stored).reply),
  // Without the sign a turn makes one POST, like those that it is compared with.
  ...(settings.COUNTER_SIGN === 'none' ? { signAfterMs: 60_000 } : {}),
});
const attempts = createAttempts({
  ...shared,
  perform,
  quarantine: store.quarantine,
  apology: () => ({ language: 'en', replies: [], origin }),
  onQuarantined: () => undefined,
  now: () => new Date(),
});
const worker = createTurnWorker({
  conversations: store.conversations,
  perform: attempts,
  leaseMs: defaultStoreTimes.leaseMs,
  sweepMs: 1_000,
  log,
});
const lateness = createLoopLateness();
const admission = createAdmission({
  mostTurns: plenty,
  mostLateMs: plenty,
  perCustomer: { events: plenty, windowS: 10 },
  heldTurns: () => worker.held().active,
  lateMs: () => lateness.lateMs(),
  waitedMs: () => worker.held().waitedMs,
});
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
      await admission.admit(conversation, () => worker.accept({ conversation, eventId: inbound.id, event: inbound }));
    }
  },
});
server.get(keeperPath, async (_request: Request, response: Response): Promise<void> => {
  response.sendRaw(200, String(keeperScripts));
});
const { url } = await listen(server.server, { host: '127.0.0.1', port: 0 });
worker.start();
ledgerLoop.start();
lateness.start();
process.stdout.write(`the counter is ready at ${url}\n`);
process.on('SIGTERM', () => process.exit(0));
