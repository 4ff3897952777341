import cluster from 'node:cluster';
import { type FromWorker, fromWorkerSchema, type ToWorker } from './messages.ts';

/** A worker process as seen from above. */
export interface Supervised {
  readonly pid: number | undefined;
  /** Its exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  /** The answer stops the listening. */
  onMessage(listener: (message: FromWorker) => void): () => void;
  /** Lost where it is gone. */
  send(message: ToWorker): void;
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Forks one worker of node:cluster: this very program again, sharing this process's ports. */
export function forkWorker(): Supervised {
  // Each takes its connections from the port itself. Handed out in turn by this process, those on their way to a worker that dies or
  // hangs would be nobody's: neither answered nor closed, and the caller would wait until its own patience ends. Read by setupPrimary.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ serialization: 'advanced' });
  const worker = cluster.fork();
  return {
    pid: worker.process.pid,
    exited: new Promise((resolve) => worker.once('exit', (code: number | null) => resolve(code))),
    onMessage(listener) {
      const hear = (message: unknown): void => {
        const told = fromWorkerSchema.safeParse(message);
        if (told.success) listener(told.data);
      };
      worker.on('message', hear);
      return () => void worker.off('message', hear);
    },
    send(message) {
      if (worker.isConnected()) worker.send(message);
    },
    signal: (signal) => void worker.process.kill(signal),
  };
}
