import { types } from 'node:util';
import { StoreUnavailableError } from '../store-unavailable-error.ts';

/** Primary result codes of SQLite for a store that cannot answer now: busy, locked, out of memory, read-only, input/output, corrupt, full, cannot open, no database. */
const unavailable: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26]);

/** Turns what keeps SQLite from answering into a StoreUnavailableError; a mistake in a statement stays what it is. */
export function asStoreError(error: unknown): unknown {
  if (!types.isNativeError(error) || !('code' in error)) return error;
  const closed = error.code === 'ERR_INVALID_STATE';
  const primary = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
  if (!closed && (primary === undefined || !unavailable.has(primary))) return error;
  return new StoreUnavailableError('SQLite cannot answer', { cause: error });
}

/** Reads outside of a transaction. */
export function reading<Result>(query: () => Result): Result {
  try {
    return query();
  } catch (error) {
    throw asStoreError(error);
  }
}
