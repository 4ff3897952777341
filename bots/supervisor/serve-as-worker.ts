import type { App } from '../build-app.ts';
import type { Log } from '../log.ts';
import { type FromWorker, toWorkerSchema } from './messages.ts';

const beatMs = 1_000;

function tell(message: FromWorker): void {
  // The process above may have just gone; this one ends with it.
  if (process.connected) process.send?.(message, undefined, {}, () => undefined);
}

/** Gives signs of life from now on, and its metrics when it is asked for them. */
export function answerToSupervisor({ metrics }: Pick<App, 'metrics'>, log: Pick<Log, 'error'>): void {
  setInterval(() => tell({ kind: 'beat' }), beatMs).unref();
  process.on('message', (message) => {
    const asked = toWorkerSchema.safeParse(message);
    if (!asked.success) return;
    metrics.json().then(
      (all) => tell({ kind: 'metrics', request: asked.data.request, metrics: all.map((metric) => ({ name: '', ...metric })) }),
      () => log.error({}, 'the metrics cannot be read'),
    );
  });
}

/** Tells the process above where it serves. */
export function tellReady({ url, localUrl }: { readonly url: string; readonly localUrl: string }): void {
  tell({ kind: 'ready', url, localUrl });
}
