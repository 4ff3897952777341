import { AggregatorRegistry } from 'prom-client';
import { inTime } from '../in-time.ts';
import type { Supervised } from './supervised.ts';

type Metrics = readonly object[];

/** How long one worker is waited for: a worker that hangs hides no figures of the others. */
const patienceMs = 2_000;

async function ask(worker: Supervised, request: number): Promise<Metrics> {
  const { promise: answer, resolve } = Promise.withResolvers<Metrics>();
  const unlisten = worker.onMessage((message) => {
    if (message.kind === 'metrics' && message.request === request) resolve(message.metrics);
  });
  try {
    worker.send({ kind: 'read_metrics', request });
    return await inTime(answer, patienceMs, () => new Error('late'));
  } catch {
    return [];
  } finally {
    unlisten();
  }
}

/** Reads the metrics of all workers as one exposition: counters add up, states as each of them says. */
export function createMetricsGatherer(workers: () => readonly Supervised[]): () => Promise<string> {
  let requests = 0;
  return async () => {
    requests += 1;
    const request = requests;
    const all = await Promise.all(workers().map((worker) => ask(worker, request)));
    return AggregatorRegistry.aggregate(all.filter((metrics) => metrics.length > 0)).metrics();
  };
}
