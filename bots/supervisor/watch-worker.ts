import type { Supervised } from './supervised.ts';

export interface WatchTimes {
  /** How long a worker may be silent before it counts as hung. */
  readonly silentMs: number;
  /** The same until it serves: understanding is trained in one piece, which takes long where the processor is busy. */
  readonly startMs: number;
  readonly checkMs: number;
}

/** Kills a worker that is silent for too long: its event loop hangs. The answer stops the watching. */
export function watchWorker(worker: Supervised, times: WatchTimes, { ticks, onHung }: { ticks(): number; onHung(): void }): () => void {
  let lastSign = ticks();
  let lastCheck = lastSign;
  let limitMs = times.startMs;
  worker.onMessage(({ kind }) => {
    lastSign = ticks();
    if (kind === 'ready') limitMs = times.silentMs;
  });
  const timer = setInterval(() => {
    const now = ticks();
    // Where this process itself did not run for a while, it could hear nobody.
    if (now - lastCheck > times.checkMs * 3) lastSign = now;
    lastCheck = now;
    if (now - lastSign <= limitMs) return;
    clearInterval(timer);
    onHung();
    worker.signal('SIGKILL');
  }, times.checkMs);
  return () => clearInterval(timer);
}
