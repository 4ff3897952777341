import { setTimeout as pause } from 'node:timers/promises';
import { inTime } from '../in-time.ts';
import type { Supervised } from './supervised.ts';
import { type WatchTimes, watchWorker } from './watch-worker.ts';

export interface SupervisorTimes extends WatchTimes {
  /** A worker that ends sooner than this after its start is replaced after a pause that doubles up to `longestPauseMs`. */
  readonly shortLifeMs: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** How long workers may take to end before they are killed. */
  readonly stopMs: number;
}

const defaultTimes: SupervisorTimes = {
  silentMs: 10_000,
  startMs: 60_000,
  checkMs: 1_000,
  shortLifeMs: 5_000,
  firstPauseMs: 250,
  longestPauseMs: 10_000,
  stopMs: 10_000,
};

/** Where the workers serve. */
export interface Serving {
  readonly url: string;
  readonly localUrl: string;
}

export interface SupervisorDeps {
  readonly count: number;
  fork(): Supervised;
  /** Told of each worker that is replaced. */
  readonly onReplaced: (why: 'died' | 'hung') => void;
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
  readonly times?: SupervisorTimes;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
}

/** Keeps a number of worker processes alive. */
export interface Supervisor {
  /**
   * Resolves when the first worker serves. The others start then: what the first one has prepared (the trained classifier) is there for them.
   * @throws Error where a worker ends before that: what hinders it would hinder the next one as well.
   */
  start(): Promise<Serving>;
  /** Lets all workers end by themselves, and kills those that do not. */
  stop(): Promise<void>;
  workers(): readonly Supervised[];
}

/** Waits for the end, which `insist` brings about where it does not come in time. */
async function endWithin(ended: Promise<void>, ms: number, insist: () => void): Promise<void> {
  await inTime(ended, ms, () => new Error('late')).catch(insist);
  await ended;
}

/** How long to wait before the next worker, after one that lived so long. */
function nextPauseMs(times: SupervisorTimes, lived: { readonly ms: number; readonly afterPauseMs: number }): number {
  if (lived.ms >= times.shortLifeMs) return 0;
  return Math.min(times.longestPauseMs, Math.max(times.firstPauseMs, lived.afterPauseMs * 2));
}

/** A supervisor that has started nobody yet. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const { log, times = defaultTimes, ticks = () => performance.now() } = deps;
  const running = new Set<Supervised>();
  const stopping = new AbortController();
  const first = Promise.withResolvers<Serving>();
  const places: Promise<void>[] = [];

  /** One worker from its start to its end. */
  async function live(): Promise<void> {
    const worker = deps.fork();
    let why: 'died' | 'hung' = 'died';
    running.add(worker);
    const unwatch = watchWorker(worker, times, { ticks, onHung: () => (why = 'hung') });
    worker.onMessage((message) => {
      if (message.kind === 'ready') first.resolve({ url: message.url, localUrl: message.localUrl });
    });
    const code = await worker.exited;
    unwatch();
    running.delete(worker);
    if (stopping.signal.aborted) return;
    log.error({ pid: worker.pid, code, why }, 'a worker has ended; another one takes its place');
    deps.onReplaced(why);
    // Does nothing once one of them has served.
    first.reject(new Error('a worker ended before it served; see its messages above'));
  }

  /** One after the other. */
  async function keepPlace(): Promise<void> {
    let pauseMs = 0;
    while (!stopping.signal.aborted) {
      const startedAt = ticks();
      await live();
      pauseMs = nextPauseMs(times, { ms: ticks() - startedAt, afterPauseMs: pauseMs });
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    async start() {
      places.push(keepPlace());
      const serving = await first.promise;
      if (!stopping.signal.aborted) places.push(...Array.from({ length: deps.count - 1 }, () => keepPlace()));
      return serving;
    },
    async stop() {
      stopping.abort();
      for (const worker of running) worker.signal('SIGTERM');
      const ended = Promise.all(places).then(() => undefined);
      await endWithin(ended, times.stopMs, () => {
        log.error({ count: running.size }, 'workers did not end in time and are killed');
        for (const worker of running) worker.signal('SIGKILL');
      });
    },
    workers: () => [...running],
  };
}
