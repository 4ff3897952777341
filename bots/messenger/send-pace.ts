/** The queue of one Page's messages: each gets its turn in the order of asking, and no second sees more than allowed. */
export interface SendPace {
  /** How long who asks now would wait; 0 in normal times. */
  aheadMs(): number;
  /** Takes the next turn, not before so many milliseconds have passed; answers how long it is until then. */
  take(notBeforeMs: number): number;
}

export interface SendPaceOptions {
  /** At most so many in any second; may be a fraction, where several processes share a Page. */
  readonly perSecond: number;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
}

const burstShare = 0.1;

/** A tenth of a second's messages may leave at once, so that a Page with little to say never waits; the others follow evenly. */
export function createSendPace({ perSecond, ticks }: SendPaceOptions): SendPace {
  const burst = Math.max(1, Math.floor(perSecond * burstShare));
  const intervalMs = 1_000 / (perSecond - burst + 1);
  const toleranceMs = (burst - 1) * intervalMs;
  /** When the next would leave if all were evenly spaced. */
  let due = Number.NEGATIVE_INFINITY;
  return {
    aheadMs: () => Math.max(0, due - toleranceMs - ticks()),
    take(notBeforeMs) {
      const now = ticks();
      const earliest = now + notBeforeMs;
      const turn = Math.max(earliest, due - toleranceMs);
      due = Math.max(due, earliest) + intervalMs;
      return turn - now;
    },
  };
}

/** No limit: everybody's turn is at once. */
export const unpaced: SendPace = { aheadMs: () => 0, take: (notBeforeMs) => notBeforeMs };
