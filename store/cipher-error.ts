/**
 * Why a stored text could not be read. `unknown_key`: written with a key that is not configured; `not_authentic`: altered, or moved
 * from the place it was written for; `malformed`: not something the cipher ever wrote.
 */
export type CipherErrorCode = 'unknown_key' | 'not_authentic' | 'malformed';

/** A stored text was refused. The message names the place, never the content. */
export class CipherError extends Error {
  readonly code: CipherErrorCode;

  constructor(code: CipherErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'CipherError';
    this.code = code;
  }
}
