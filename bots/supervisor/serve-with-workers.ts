import packageJson from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import type { ReadinessReport } from '../http/health.ts';
import { type Listening, listen } from '../http/listen.ts';
import type { Log } from '../log.ts';
import { createAdminServer } from '../metrics/admin-server.ts';
import { stopOnSignal } from '../stop-on-signal.ts';
import { createMetricsGatherer } from './gather-metrics.ts';
import { readinessOfWorkers } from './readiness-of-workers.ts';
import { forkWorker } from './supervised.ts';
import { createSupervisor, type Serving, type Supervisor } from './supervisor.ts';
import { createSupervisorMetrics } from './supervisor-metrics.ts';
import { openWayToWorkers } from './way-to-workers.ts';

/** The workers end or are killed within 10 seconds; this process after them. */
const stopDeadlineMs = 11_000;

interface AdminParts {
  readonly supervisor: Supervisor;
  readonly metrics: ReturnType<typeof createSupervisorMetrics>;
  readonly report: () => Promise<ReadinessReport>;
  readonly log: Log;
}

/** One admin port for all workers. */
async function openAdmin({ admin }: Config, { supervisor, metrics, report, log }: AdminParts): Promise<Listening | undefined> {
  if (!admin) return undefined;
  const gather = createMetricsGatherer(() => supervisor.workers());
  const { name, version } = packageJson;
  const server = createAdminServer({
    metrics: { contentType: metrics.contentType, text: async () => `${await gather()}${await metrics.text()}` },
    readiness: { report },
    version: { name, version, node: process.versions.node },
    log,
  });
  const listening = await listen(server, { ...admin, variable: 'ADMIN_PORT' });
  log.info({ url: listening.url }, 'the admin port is open');
  return listening;
}

/** Serves with several worker processes under this one, which serves nobody itself. Resolves with the address when the first one serves. */
export async function serveWithWorkers(config: Config, log: Log): Promise<string> {
  let serving: Serving | undefined;
  let draining = false;
  let admin: Listening | undefined;
  const way = openWayToWorkers(log);
  const metrics = createSupervisorMetrics(() => supervisor.workers().length);
  const supervisor = createSupervisor({ count: config.workers, fork: forkWorker, onReplaced: (why) => metrics.replaced(why), log });
  const report = async (): Promise<ReadinessReport> => {
    if (draining) return { status: 'draining', checks: {} };
    return serving ? readinessOfWorkers(way.connections, serving.localUrl) : { status: 'starting', checks: {} };
  };
  const stop = async (): Promise<void> => {
    draining = true;
    await supervisor.stop();
    await admin?.close();
  };
  stopOnSignal(stop, { log, deadlineMs: stopDeadlineMs });
  admin = await openAdmin(config, { supervisor, metrics, report, log });
  try {
    serving = await supervisor.start();
    way.announce(serving.localUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return serving.url;
}
