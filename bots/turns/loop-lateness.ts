/** How far the event loop is behind. */
export interface LoopLateness {
  /** Milliseconds by which each of the last three ticks came late: a single pause is no overload. */
  lateMs(): number;
  /** Before it, nothing is late: building the application takes the event loop for itself. */
  start(): void;
  stop(): void;
}

const everyMs = 250;
const judgedTicks = 3;

/** @param ticks milliseconds of a clock that never goes back. */
export function createLoopLateness(ticks: () => number = () => performance.now()): LoopLateness {
  const recent: number[] = Array.from({ length: judgedTicks }, () => 0);
  let timer: NodeJS.Timeout | undefined;
  return {
    lateMs: () => Math.min(...recent),
    start() {
      let expected = ticks() + everyMs;
      timer = setInterval(() => {
        const now = ticks();
        recent.shift();
        recent.push(Math.max(0, now - expected));
        expected = now + everyMs;
      }, everyMs);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
