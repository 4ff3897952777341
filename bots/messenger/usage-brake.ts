import type { Usage } from './usage-headers.ts';

/** From this share of the allowance on, sending slows down. */
const brakeAtPercent = 80;
const fullPercent = 100;
/** The longest pause before a call while there still is allowance. */
const slowestMs = 1_000;
/** Meta reports with every answer: what is older than this says nothing about now. */
const freshMs = 60_000;
/** How long to keep away at first, and at most, where Meta throttles without saying for how long. */
const firstHoldMs = 100;
const longestHoldMs = 60_000;

/** Keeps the Page from running into Meta's limit: calling while blocked makes the block longer. */
export interface UsageBrake {
  note(usage: Usage): void;
  /** Meta has refused a call as one too many: nothing of the Page leaves for that long, or for a time that doubles where Meta names none. */
  throttled(afterMs: number | undefined): void;
  /** A message was taken: Meta does not throttle. */
  taken(): void;
  /** How long nothing may leave; 0 in normal times. */
  heldMs(): number;
  /** How long to hesitate before the next call while there still is allowance; 0 in normal times. */
  slowdownMs(): number;
}

/** A brake for one Page; `ticks` are the milliseconds of a clock that never goes back. */
export function createUsageBrake({ ticks }: { readonly ticks: () => number }): UsageBrake {
  let percent = 0;
  let notedAt = Number.NEGATIVE_INFINITY;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let nextHoldMs = firstHoldMs;
  const hold = (ms: number): void => {
    heldUntil = Math.max(heldUntil, ticks() + ms);
  };
  const heldMs = (): number => Math.max(0, heldUntil - ticks());
  return {
    note(usage) {
      notedAt = ticks();
      percent = usage.percent;
      const blockMs = usage.regainMs > 0 ? usage.regainMs : usage.percent >= fullPercent ? freshMs : 0;
      if (blockMs > 0) hold(blockMs);
    },
    throttled(afterMs) {
      if (afterMs !== undefined) return hold(afterMs);
      // Those that were under way together are one refusal.
      if (heldMs() > 0) return;
      hold(nextHoldMs);
      nextHoldMs = Math.min(nextHoldMs * 2, longestHoldMs);
    },
    taken() {
      nextHoldMs = firstHoldMs;
    },
    heldMs,
    slowdownMs() {
      if (ticks() - notedAt > freshMs || percent < brakeAtPercent) return 0;
      const share = Math.min(1, (percent - brakeAtPercent + 1) / (fullPercent - brakeAtPercent));
      return Math.round(share * slowestMs);
    },
  };
}
