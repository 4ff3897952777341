import { setTimeout as wait } from 'node:timers/promises';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import type { Recorder } from '../history.ts';
import { startWorker, type WorkerOptions, type WorkerProcess } from './worker-process.ts';

/** Several processes under test behind one address, each replaced as soon as it dies, as a supervisor would. */
export interface Fleet {
  /** Where webhooks go: each connection to the next process that is ready. */
  readonly url: string;
  /** Those that are ready now. */
  readonly workers: readonly WorkerProcess[];
  /** How many have died and were replaced. */
  readonly deaths: number;
  /** Processes that ended by themselves before they were ready or with an exit code: `name code`. */
  readonly crashes: readonly string[];
  /** Ends one without warning; resolves when its successor is ready. */
  kill(worker: WorkerProcess): Promise<void>;
  /** Takes one out of the turn, ends it with SIGTERM, and starts its successor. Answers with its exit code and how long it took to end, in ms. */
  replace(worker: WorkerProcess): Promise<{ readonly code: number | null; readonly ms: number }>;
  /** Ends all of them as an operator would. */
  stop(): Promise<void>;
}

export interface FleetOptions {
  readonly size: number;
  readonly recorder: Recorder;
  /** How the process in this place is started; `generation` counts its predecessors. */
  options(place: number, generation: number): WorkerOptions;
}

/** Starting again what does not start would take all of the machine. */
const pauseMs = 100;
const mostFailures = 50;
const leaveMs = 500;

interface Place {
  readonly index: number;
  generation: number;
  /** How often in a row it did not start. */
  failures: number;
  worker: WorkerProcess | undefined;
  /** Resolves when there is a worker in this place. */
  filled: Promise<void>;
}

/** Starts workers in processes of their own behind one front; who dies is replaced. */
export async function startFleet({ size, recorder, options }: FleetOptions): Promise<Fleet> {
  const front = await startTcpProxy([]);
  const places: Place[] = Array.from({ length: size }, (_unused, index) => ({
    index,
    generation: 0,
    failures: 0,
    worker: undefined,
    filled: Promise.resolve(),
  }));
  const crashes: string[] = [];
  let deaths = 0;
  const stopping = new AbortController();

  const workers = (): WorkerProcess[] => places.flatMap(({ worker }) => worker ?? []);
  const aim = (): void => front.aim(workers().map(({ port }) => port));

  async function watch(place: Place, worker: WorkerProcess): Promise<void> {
    const code = await worker.ended;
    if (place.worker !== worker) return;
    recorder.tell({ kind: 'fault', what: 'died', worker: worker.name });
    if (code !== null) crashes.push(`${worker.name} ${code}`);
    deaths += 1;
    leave(place);
    if (!stopping.signal.aborted) place.filled = fill(place);
  }

  function leave(place: Place): void {
    place.worker = undefined;
    aim();
  }

  async function fill(place: Place): Promise<void> {
    while (!stopping.signal.aborted) {
      const given = options(place.index, place.generation);
      place.generation += 1;
      const worker = await startWorker(given);
      if ('port' in worker) {
        place.failures = 0;
        place.worker = worker;
        aim();
        void watch(place, worker);
        return;
      }
      crashes.push(`${given.settings.worker} before it was ready`);
      place.failures += 1;
      if (place.failures === mostFailures) throw new Error(`the subject does not start: ${worker.because}`);
      await wait(pauseMs);
    }
  }

  const placeOf = (worker: WorkerProcess): Place | undefined => places.find((place) => place.worker === worker);

  await Promise.all(places.map((place) => (place.filled = fill(place))));
  return {
    url: `http://127.0.0.1:${front.port}`,
    get workers() {
      return workers();
    },
    get deaths() {
      return deaths;
    },
    crashes,
    async kill(worker) {
      const place = placeOf(worker);
      worker.signal('SIGKILL');
      await worker.ended;
      // The watcher hears of it in the same turn of the event loop.
      await wait(0);
      await place?.filled;
    },
    async replace(worker) {
      const place = placeOf(worker);
      if (!place) throw new TypeError('this process is gone already');
      leave(place);
      // As a balancer does: connections that were given to it a moment ago still arrive.
      await wait(leaveMs);
      const begun = performance.now();
      worker.signal('SIGTERM');
      const code = await worker.ended;
      const ms = performance.now() - begun;
      place.filled = fill(place);
      await place.filled;
      return { code, ms };
    },
    async stop() {
      stopping.abort();
      await Promise.all(places.map(({ filled }) => filled));
      const last = workers();
      for (const place of places) place.worker = undefined;
      for (const worker of last) {
        worker.signal('SIGCONT');
        worker.signal('SIGTERM');
      }
      const codes = await Promise.all(last.map(({ ended }) => ended));
      for (const [index, worker] of last.entries()) if (codes[index] !== 0) crashes.push(`${worker.name} ${codes[index]} on SIGTERM`);
      await front.close();
    },
  };
}
