/** How it is found out what became of a sending that nobody confirmed. */
export interface EchoTerms {
  /** How long the echo of an unconfirmed sending is waited for. */
  readonly waitMs: number;
  /** How long the echo of a sending is waited for that a worker which died may have begun. */
  readonly resumedWaitMs: number;
}

/** How long Messenger is waited for, in milliseconds. */
export interface SendTimes extends EchoTerms {
  /** From the call of the Send API to the last byte of its answer. */
  readonly timeoutMs: number;
  /** How long Meta is left in peace where it does not answer. */
  readonly silentMs: number;
  /** How long a Page that Meta refused rests before it is tried again. */
  readonly stoppedMs: number;
}

/** Meta tells of a sending within a second or two: after 15 seconds it most likely has not taken place. */
export const defaultSendTimes: SendTimes = { timeoutMs: 10_000, silentMs: 2_000, stoppedMs: 60_000, waitMs: 15_000, resumedWaitMs: 2_000 };
