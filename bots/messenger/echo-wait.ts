import { setTimeout as wait } from 'node:timers/promises';

/** Waits, and ends early, by rejecting, where the signal says so. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** Waits in real time; tests bring a pause of their own. */
export const pauseForReal: Pause = async (ms, signal) => wait(ms, undefined, { signal });

export interface EchoWait {
  readonly pause: Pause;
  /** Ends the waiting: the answer is then what is known. */
  readonly signal: AbortSignal;
}

const firstPauseMs = 100;
const longestPauseMs = 1_000;

/** Asks for an echo, at once and then again and again, for so many milliseconds; 0: asks once. */
export async function echoedWithin(ms: number, wasEchoed: () => Promise<boolean>, { pause, signal }: EchoWait): Promise<boolean> {
  let nextMs = firstPauseMs;
  for (let leftMs = ms; ; leftMs -= nextMs, nextMs = Math.min(nextMs * 2, longestPauseMs)) {
    if (await wasEchoed()) return true;
    if (leftMs <= 0 || signal.aborted) return false;
    nextMs = Math.min(nextMs, leftMs);
    // Called off: one last look.
    await pause(nextMs, signal).catch(() => undefined);
  }
}
