/**
 * Why an event is not taken in now: too many turns are held, the process does not keep up, one customer writes too fast, or one
 * customer's inbox is full.
 */
export const shedReasons = ['turns', 'event_loop', 'customer', 'inbox'] as const;
export type ShedReason = (typeof shedReasons)[number];

/** Nothing was promised: the event is to be delivered again later. */
export class OverloadedError extends Error {
  readonly code = 'overloaded';
  readonly reason: ShedReason;
  readonly retryAfterS: number;

  constructor(reason: ShedReason, retryAfterS: number) {
    super(`not taken in now: ${reason}`);
    this.name = 'OverloadedError';
    this.reason = reason;
    this.retryAfterS = retryAfterS;
  }
}
