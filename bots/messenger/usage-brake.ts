import type { Usage } from './usage-headers.ts';

/** From this share of the allowance on, sending slows down. */
const brakeAtPercent = 80;
const fullPercent = 100;
/** The longest pause before a call while there still is allowance. */
const slowestMs = 1_000;
/** Meta reports with every answer: what is older than this says nothing about now. */
const freshMs = 60_000;

/** Keeps the Page from running into Meta's limit: calling while blocked makes the block longer. */
export interface UsageBrake {
  note(usage: Usage): void;
  /** How long to wait before the next call; 0 in normal times. */
  pauseMs(): number;
}

/** A brake for one Page; `now` is the clock. */
export function createUsageBrake({ now }: { readonly now: () => Date }): UsageBrake {
  let percent = 0;
  let notedAt = 0;
  let blockedUntil = 0;
  return {
    note(usage) {
      notedAt = now().getTime();
      percent = usage.percent;
      const blockMs = usage.regainMs > 0 ? usage.regainMs : usage.percent >= fullPercent ? freshMs : 0;
      if (blockMs > 0) blockedUntil = Math.max(blockedUntil, notedAt + blockMs);
    },
    pauseMs() {
      const at = now().getTime();
      if (blockedUntil > at) return blockedUntil - at;
      if (at - notedAt > freshMs || percent < brakeAtPercent) return 0;
      const share = Math.min(1, (percent - brakeAtPercent + 1) / (fullPercent - brakeAtPercent));
      return Math.round(share * slowestMs);
    },
  };
}
