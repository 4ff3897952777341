import { Counter, Gauge, Registry } from 'prom-client';

/** What the process above the workers counts itself. */
export interface SupervisorMetrics {
  replaced(why: 'died' | 'hung'): void;
  text(): Promise<string>;
  readonly contentType: string;
  readonly names: readonly string[];
}

/**
 * A registry of the supervisor’s own, beside the sums over its workers.
 * @param workers how many run now.
 */
export function createSupervisorMetrics(workers: () => number): SupervisorMetrics {
  const registry = new Registry();
  const registers = [registry];
  const replaced = new Counter({
    name: 'guichet_workers_replaced_total',
    help: 'Worker processes that ended without being asked to: died, or hung (silent for 10 seconds and killed).',
    labelNames: ['why'],
    registers,
  });
  const running = new Gauge({ name: 'guichet_workers', help: 'Worker processes that run now.', registers });
  return {
    replaced: (why) => replaced.inc({ why }),
    text() {
      running.set(workers());
      return registry.metrics();
    },
    contentType: registry.contentType,
    names: registry.getMetricsAsArray().map(({ name }) => name),
  };
}
