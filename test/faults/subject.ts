import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { ledgerFiles } from '../../bots/audit/ledger-files.ts';
import { createLedgerLoop } from '../../bots/audit/ledger-loop.ts';
import { saveCompiledCode } from '../../bots/compiled-code.ts';
import { GuichetBot } from '../../bots/guichet-bot.ts';
import { createServer } from '../../bots/http/create-server.ts';
import { createReadiness, mountHealth } from '../../bots/http/health.ts';
import { listen } from '../../bots/http/listen.ts';
import { createLog } from '../../bots/log.ts';
import { createMessengerChannel } from '../../bots/messenger/messenger-channel.ts';
import { createMessengerSender } from '../../bots/messenger/messenger-sender.ts';
import { readOwnEcho } from '../../bots/messenger/own-echo.ts';
import { createSendApi } from '../../bots/messenger/send-api.ts';
import { defaultSendTimes } from '../../bots/messenger/send-times.ts';
import { toInbound } from '../../bots/messenger/to-inbound.ts';
import { mountMessengerWebhook } from '../../bots/messenger/webhook.ts';
import { OutboxAdapter } from '../../bots/outbox-adapter.ts';
import { createAttempts } from '../../bots/turns/attempts.ts';
import { createCallLog } from '../../bots/turns/call-log.ts';
import { createPerformTurn } from '../../bots/turns/perform-turn.ts';
import { createTellLedger } from '../../bots/turns/tell-ledger.ts';
import { createTurnWorker } from '../../bots/turns/turn-worker.ts';
import { createLedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import { openConversationKeys } from '../../store/conversation-key.ts';
import { openStore } from '../../store/open-store.ts';
import { defaultStoreTimes } from '../../store/port.ts';
import { recheckNothing, testOrigin } from '../support/disclosed.ts';
import { openEgress } from '../support/open-egress.ts';
import { openRecorder } from './history.ts';
import { createBank, createHttpOrders } from './subject/bank.ts';
import { createCountingDialog, readCount, replyText } from './subject/counting-dialog.ts';
import { createTrap } from './subject/fail-points.ts';
import { ledgerSigner, storeKeys } from './subject/keys.ts';
import { poison } from './subject/poison.ts';
import { recordMailbox } from './subject/recorded-mailbox.ts';
import { subjectSettingsSchema } from './subject/settings.ts';

/**
 * Guichet's whole way of a message (webhook, journal, lease, turn, outbox, Send API), of the parts of production, with a dialog
 * that only counts: so that the history can tell what was done how often, and in which order.
 */
const settings = subjectSettingsSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const log = createLog('silent');
const trap = createTrap(settings.failPoint);
const recorder = openRecorder(settings.historyFile);
const times = { ...defaultStoreTimes, leaseMs: settings.leaseMs };
const now = (): Date => new Date();
const store = openStore({ redisUrl: settings.redisUrl, dataDir: '.', keys: storeKeys, times, now });
await store.ping();
const keyOf = await openConversationKeys(store.records, storeKeys);
const conversations = recordMailbox(trap('mailbox', store.conversations), { recorder, worker: settings.worker });

const sendApi = trap(
  'send',
  createSendApi({
    egress: openEgress(),
    graphUrl: settings.graphUrl,
    graphVersion: 'v26.0',
    pageToken: settings.pageToken,
    appSecret: settings.appSecret,
    now,
    timeoutMs: settings.callTimeoutMs,
  }),
);
const sender = createMessengerSender({ sendApi, echoes: defaultSendTimes });
const channel = createMessengerChannel({ sendApi, sender, newId: randomUUID, log });
const channelFor = () => channel;
const bankDeps = { url: settings.bankUrl, timeoutMs: settings.callTimeoutMs, effects: trap('effects', store.effects), now };
const bank = createBank(bankDeps, trap('bank', createHttpOrders(bankDeps)));

const tellLedger = createTellLedger({ signer: ledgerSigner, now });
const shared = { conversations, channelFor, log, tellLedger, onTurnEnd: () => undefined, ticks: () => performance.now() };
const perform = createAttempts({
  ...shared,
  perform: createPerformTurn({
    ...shared,
    adapter: new OutboxAdapter(),
    bot: new GuichetBot({ answer: createCountingDialog({ bank, poison }), channelFor }),
    callLog: createCallLog(),
    recheck: recheckNothing,
  }),
  quarantine: store.quarantine,
  apology(inbound, state) {
    const text = replyText({ name: inbound.id, count: readCount(state).count, part: 9 });
    const replies = channel.toActivities([{ kind: 'text', text }]).map((activity) => channel.toReply(activity));
    return { language: 'en', replies, origin: testOrigin };
  },
  onQuarantined: () => undefined,
  now,
});
const worker = createTurnWorker({ conversations, perform, leaseMs: times.leaseMs, sweepMs: Math.min(1_000, times.leaseMs), log });

const signatures = ledgerFiles(join(dirname(settings.historyFile), 'ledger'));
await signatures.keepPublicKey(ledgerSigner.keyId, ledgerSigner.publicKey);
const ledgerKeeper = createLedgerKeeper({
  ledger: store.ledger,
  signer: ledgerSigner,
  now,
  onSigned: (link) => signatures.keepSigned(link),
});
const ledgerLoop = createLedgerLoop({ keeper: ledgerKeeper, records: store.records, holder: settings.worker, log });

const server = createServer(log);
// Echoes come over connections that are kept: so that each worker gets some of them.
server.server.maxRequestsPerSocket = 20;
const readiness = createReadiness([{ name: 'store', check: () => store.ping() }]);
mountHealth(server, readiness);
mountMessengerWebhook(server, {
  appSecrets: [settings.appSecret],
  verifyToken: 'v',
  log,
  now,
  async accept(events) {
    for (const event of events) {
      const inbound = toInbound(event);
      if (inbound) {
        const conversation = keyOf({ channel: 'facebook', page: inbound.recipient.id, psid: inbound.from.id });
        await worker.accept({ conversation, eventId: inbound.id, event: inbound });
      }
      const echo = readOwnEcho(event);
      if (echo) await conversations.noteEcho(keyOf({ channel: 'facebook', page: echo.pageId, psid: echo.psid }), echo.sendId);
    }
  },
});
const listening = await listen(server.server, { host: '127.0.0.1', port: 0 });
worker.start();
ledgerLoop.start();
bank.reconciler.start();
process.stdout.write(`the subject is ready at ${listening.url}\n`);
saveCompiledCode();

async function stop(): Promise<void> {
  readiness.drain();
  await listening.close();
  await worker.drain();
  await bank.reconciler.stop();
  await ledgerLoop.stop();
  await sendApi.close();
  await store.close();
  recorder.close();
}
process.once('SIGTERM', () => {
  stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
