/**
 * Why a stored text could not be read. `unknown_key`: written with a key that is not configured; `erased`: its customer's data key was
 * destroyed, and nobody will ever read it; `not_authentic`: altered, or moved from the place it was written for; `malformed`: not
 * something the cipher ever wrote.
 */
export type CipherErrorCode = 'unknown_key' | 'erased' | 'not_authentic' | 'malformed';

/** A stored text was refused. The message names the place, never the content. */
export class CipherError extends Error {
  readonly code: CipherErrorCode;

  constructor(code: CipherErrorCode, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'CipherError';
    this.code = code;
  }
}

/** What was read; undefined where its key was destroyed: then it is as good as deleted. */
export async function unlessErased<Read>(reading: Promise<Read>): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CipherError && error.code === 'erased') return undefined;
    throw error;
  }
}
