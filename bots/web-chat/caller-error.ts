/**
 * A caller is not let in. `refused`: not who the token says. `unavailable`: nobody can tell, Microsoft's keys cannot be had now.
 */
export class CallerError extends Error {
  readonly code: 'refused' | 'unavailable';

  constructor(code: CallerError['code'], options?: ErrorOptions) {
    super(`the caller is not let in: ${code}`, options);
    this.name = 'CallerError';
    this.code = code;
  }
}

/** node-fetch names its errors so; botbuilder's own have a status, 500 where Microsoft answered with an error. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isServerError = 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode >= 500;
  return error.name === 'FetchError' || error.name === 'AbortError' || isServerError;
}

/** What botbuilder's authentication failed with, told apart. Whatever else goes wrong with a token, nobody is let in by it. */
export function toCallerError(error: unknown): CallerError {
  if (error instanceof CallerError) return error;
  return new CallerError(isAway(error) ? 'unavailable' : 'refused', { cause: error });
}
