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
import type { Metrics } from '../metrics/metrics.ts';
import { type CallLog, createCallLog } from '../turns/call-log.ts';
import { bankSystems } from './bank-systems.ts';
import { ceilingOf, choicesWithin } from './ceiling.ts';
import { type Connectors, createConnectors } from './connectors.ts';
import { buildLedger, type LedgerParts } from './ledger.ts';

export interface FoundationDeps {
  readonly log: Log;
  readonly now: () => Date;
  readonly metrics: Pick<Metrics, 'called'>;
  /** The address customers' browsers reach. */
  readonly publicUrl: string;
  readonly storeTimes?: StoreTimes | undefined;
}

/** What everything else stands on: the store, the bank, and who is linked to whom. */
export interface Foundation {
  readonly store: Store;
  readonly storeTimes: StoreTimes;
  readonly keyOf: ConversationKeyMaker;
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
  { log, now, storeTimes }: FoundationDeps,
): Promise<{ store: Store; keyOf: ConversationKeyMaker }> {
  const { keys, generated } = await loadKeys({ dataDir: config.dataDir, configured: config.storeKeys });
  if (generated)
    log.warn(
      { file: `${config.dataDir}/store.key` },
      'STORE_KEYS is not set: using a key generated in the data folder, beside the data it protects',
    );
  const store = openStore({ redisUrl: config.redisUrl, dataDir: config.dataDir, keys, now, ...(storeTimes ? { times: storeTimes } : {}) });
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

/** Opens the store, starts the embedded bank where none is configured, and builds the connectors. */
export async function buildFoundation(config: Config, deps: FoundationDeps): Promise<Foundation> {
  const { log, now, publicUrl, storeTimes = defaultStoreTimes } = deps;
  const { store, keyOf } = await openOwnStore(config, deps);
  const ledger = await buildLedger(config, { store, log, now });
  const callLog = createCallLog();
  if (config.messenger && !config.bank)
    log.warn({}, 'BANK_* is not set: the Page talks to the embedded bank, whose sign-in only a browser on this machine can reach');
  const demo = config.bank
    ? undefined
    : await startDemoBank({
        dataDir: config.dataDir,
        now,
        redirectUris: [`${publicUrl}/link/callback`, `${publicUrl}/booth/callback`],
        onError: (error) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the embedded bank failed'),
      });
  const systems = bankSystems(config, demo);
  const connectors = createConnectors(systems, { now, log, onCall: observeCalls(deps, callLog) });
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
  const erasures = createErasureService({ store, oneTime, links, consents, legalHold: config.legalHold, now });
  return {
    store,
    storeTimes,
    keyOf,
    demo,
    connectors,
    links,
    booth,
    callLog,
    ledger,
    consents,
    erasures,
    async close() {
      await ledger.loop.stop();
      await connectors.close();
      await demo?.stop();
      await store.close();
    },
  };
}
