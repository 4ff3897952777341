import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import { createReadiness, passes, type Readiness } from '../http/health.ts';
import { type Listening, listen } from '../http/listen.ts';
import type { Log } from '../log.ts';
import { createAdminServer } from '../metrics/admin-server.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { createTurnTrace, type TurnTrace } from '../metrics/turn-trace.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import type { Channels } from './channels.ts';
import type { Foundation } from './foundation.ts';

/** How operators see into one application. */
export interface Telemetry {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly trace: TurnTrace;
  /** Opens the operators' port; undefined where none is configured. */
  listen(log: Log): Promise<Listening | undefined>;
}

/** Metrics, readiness and traces from the first moment on; their parts are told by `watchParts` once they are built. */
export function createTelemetry({ admin, workers }: Pick<Config, 'admin' | 'workers'>): Telemetry {
  const isRead = admin !== undefined || workers > 0;
  const metrics = createMetrics({ dialogs: dialogCatalogue.map(({ id }) => id), process: isRead });
  const readiness = createReadiness();
  const { name, version } = packageJson;
  return {
    metrics,
    readiness,
    trace: createTurnTrace(),
    async listen(log) {
      if (!admin) return undefined;
      const server = createAdminServer({ metrics, readiness, version: { name, version, node: process.versions.node }, log });
      const listening = await listen(server, { ...admin, variable: 'ADMIN_PORT' });
      log.info({ url: listening.url }, 'the admin port is open');
      return listening;
    },
  };
}

/** From now on readiness and the gauges tell of these parts. */
export function watchParts(
  { metrics, readiness }: Telemetry,
  parts: { readonly foundation: Foundation; readonly channels: Channels; readonly worker: TurnWorker; readonly now: () => Date },
): void {
  const { foundation, channels, worker, now } = parts;
  const { ledger } = foundation.store;
  const ping = (): Promise<void> => foundation.store.ping();
  readiness.begin([
    { name: 'store', check: ping },
    // A bank that is away is no reason to answer nobody: a person, help, a card to be blocked go on.
    { name: 'bank', advisory: true, check: () => foundation.connectors.reachable() },
  ]);
  metrics.watch({
    storeReady: () => passes(ping),
    draining: () => readiness.draining,
    pageStopped: () => channels.pageStopped(),
    quarantineSize: async () => (await foundation.store.quarantine.list()).length,
    ledgerLength: async () => (await ledger.head()).seq,
    async ledgerUnsignedMs() {
      const { seq, signedSeq, signedAt } = await ledger.head();
      return seq === signedSeq || signedAt === '' ? 0 : now().getTime() - Date.parse(signedAt);
    },
    held: () => worker.held(),
  });
}
