import type { CallObserver } from '../../connectors/ports/call-observer.ts';
import { type DemoBank, startDemoBank } from '../../demo/start-demo-bank.ts';
import { consentTopics, decide } from '../../secrecy/consent/consent.ts';
import { type ConsentBook, createConsentBook } from '../../secrecy/consent/consent-book.ts';
import { type ConversationKeyMaker, openConversationKeys } from '../../store/conversation-key.ts';
import { loadKeys } from '../../store/load-keys.ts';
import { openStore } from '../../store/open-store.ts';
import { defaultStoreTimes, type Store, type StoreTimes } from '../../store/port.ts';
import { type BoothService, createBoothService } from '../booth/booth-service.ts';
import type { Config } from '../config.ts';
import { createErasureService, type ErasureService } from '../erasure/erasure-service.ts';
import { createOneTimeRecords } from '../erasure/one-time-records.ts';
import { createLinkService, type LinkService } from '../linking/link-service.ts';
import type { Log } from '../log.ts';
import type { EgressMetrics } from '../metrics/count-egress.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { TurnTrace } from '../metrics/turn-trace.ts';
import { type CallLog, createCallLog } from '../turns/call-log.ts';
import { announceBank, bankSystems } from './bank-systems.ts';
import { ceilingOf, choicesWithin } from './ceiling.ts';
import { forgetInChatwoot } from './chatwoot.ts';
import { type Connectors, createConnectors } from './connectors.ts';
import { buildEgress, type Egress } from './egress.ts';
import { buildLedger, type LedgerParts, openLedgerSigner } from './ledger.ts';

export interface FoundationDeps {
  readonly log: Log;
  readonly now: () => Date;
  readonly metrics: Pick<Metrics, 'called'> & EgressMetrics;
  readonly trace: Pick<TurnTrace, 'current'>;
  /** The address customers' browsers reach. */
  readonly publicUrl: string;
  readonly storeTimes?: StoreTimes | undefined;
  /** Whether sockets to strangers are refused. */
  readonly guardSockets: boolean;
}

interface BehindGate extends FoundationDeps {
  readonly egress: Egress;
  readonly signer: LedgerParts['signer'];
}

/** What everything else stands on: the store, the bank, and who is linked to whom. */
export interface Foundation {
  readonly store: Store;
  readonly storeTimes: StoreTimes;
  readonly keyOf: ConversationKeyMaker;
  readonly egress: Egress;
  readonly demo: DemoBank | undefined;
  readonly connectors: Connectors;
  readonly links: LinkService;
  readonly booth: BoothService;
  readonly callLog: CallLog;
  readonly ledger: LedgerParts;
  readonly consents: ConsentBook;
  readonly erasures: ErasureService;
  close(): Promise<void>;
}

async function openOwnStore(
  config: Config,
  { log, now, storeTimes, egress }: BehindGate,
): Promise<{ store: Store; keyOf: ConversationKeyMaker }> {
  const { keys, generated } = await loadKeys({
    dataDir: config.dataDir,
    configured: config.storeKeys,
    file: config.storeKeysFile,
  });
  if (generated)
    log.warn(
      { file: `${config.dataDir}/store.key` },
      'neither STORE_KEYS nor STORE_KEYS_FILE is set: using a key generated in the data folder, beside the data it protects',
    );
  const store = openStore({
    redisUrl: config.redisUrl,
    keyVaultRedisUrl: config.keyVaultRedisUrl,
    dataDir: config.dataDir,
    keys,
    now,
    ...(storeTimes ? { times: storeTimes } : {}),
    onNode: (node) => egress.peers.announce({ sink: 'store', ...node }),
  });
  try {
    await store.ping();
    return { store, keyOf: await openConversationKeys(store.records, keys) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Each call is told to the turn that made it, to the metrics and to the log. */
function observeCalls({ log, metrics }: FoundationDeps, callLog: CallLog): CallObserver {
  return (call) => {
    callLog.observe(call);
    metrics.called(call);
    log.debug({ ...call }, 'connector call');
  };
}

/** Starts the embedded bank where none is configured. */
async function startOwnBank(config: Config, { log, now, publicUrl }: FoundationDeps): Promise<DemoBank | undefined> {
  if (config.bank) return undefined;
  if (config.messenger)
    log.warn({}, 'BANK_* is not set: the Page talks to the embedded bank, whose sign-in only a browser on this machine can reach');
  return startDemoBank({
    dataDir: config.dataDir,
    now,
    redirectUris: [`${publicUrl}/link/callback`, `${publicUrl}/booth/callback`],
    staffRedirectUris: [`${publicUrl}/desk/api/callback`],
    onError: (error) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the embedded bank failed'),
  });
}

/** What left is in the ledger, and the ledger is chained and signed. */
async function finishLedger({ recorder }: Egress, ledger: LedgerParts, log: Log): Promise<void> {
  if (!(await recorder.flush())) log.error({}, 'the ledger does not take what has left: its last entries are lost');
  await ledger.loop.stop();
}

/** Opens the door to the outside, then the store, and the bank behind it. */
export async function buildFoundation(config: Config, deps: FoundationDeps): Promise<Foundation> {
  const signer = await openLedgerSigner(config, deps.log);
  const egress = buildEgress({ ...deps, signer });
  try {
    return await buildBehind(config, { ...deps, egress, signer });
  } catch (error) {
    egress.end();
    throw error;
  }
}

async function buildBehind(config: Config, deps: BehindGate): Promise<Foundation> {
  const { log, now, publicUrl, storeTimes = defaultStoreTimes, egress, signer } = deps;
  const { store, keyOf } = await openOwnStore(config, deps);
  const ledger = await buildLedger(config, { signer, store, log, now });
  egress.recorder.keepIn(store.ledger);
  const callLog = createCallLog();
  const demo = await startOwnBank(config, deps);
  const systems = bankSystems(config, demo);
  announceBank(egress.peers, systems);
  const connectors = createConnectors(systems, { egress: egress.gate, now, log, onCall: observeCalls(deps, callLog) });
  const consents = createConsentBook(store);
  const oneTime = createOneTimeRecords(store.records);
  const customers = { records: oneTime, signIn: connectors.signIn, publicUrl: () => publicUrl, now };
  const links = createLinkService({
    ...customers,
    choices: choicesWithin(ceilingOf(config)),
    onLinked: (conversation, { link, level }) =>
      consents.add(conversation, decide({ link, level, by: 'linking', topics: consentTopics, now: now() })),
  });
  const booth = createBoothService({ ...customers, links, acr: systems.acr });
  const forgetElsewhere = forgetInChatwoot(config, store.records);
  const erasures = createErasureService({ store, oneTime, links, consents, legalHold: config.legalHold, forgetElsewhere, now });
  return {
    store,
    storeTimes,
    keyOf,
    egress,
    demo,
    connectors,
    links,
    booth,
    callLog,
    ledger,
    consents,
    erasures,
    async close() {
      await finishLedger(egress, ledger, log);
      await connectors.close();
      await demo?.stop();
      // What has ended since then: another process, or the next start, chains it.
      await egress.recorder.flush();
      await store.close();
      egress.end();
    },
  };
}
