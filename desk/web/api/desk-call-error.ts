import type { Problem } from '../../api/session.ts';

/** Why a call came to nothing: what the server said, `offline` where it could not be reached, `protocol` where its answer makes no sense. */
export type DeskCallCode = Problem['error'] | 'offline' | 'protocol';

/** A call of the desk's API that did not bring what was asked. The message is for developers. */
export class DeskCallError extends Error {
  readonly code: DeskCallCode;

  constructor(code: DeskCallCode, options?: ErrorOptions) {
    super(`desk call: ${code}`, options);
    this.name = 'DeskCallError';
    this.code = code;
  }
}

/** What is worth another try: a line that was cut, a server that starts. */
export function isPassing(error: unknown): boolean {
  return error instanceof DeskCallError && ['offline', 'unavailable', 'busy'].includes(error.code);
}
