export type SimulatorErrorCode = 'unknown_customer' | 'timed_out' | 'webhook_refused' | 'not_ready';

/** Why the simulator could not answer. The message is for the developer who drives it; no text of a thread is in it. */
export class SimulatorError extends Error {
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SimulatorError';
    this.code = code;
  }
}
