import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { asStoreError } from './sqlite-errors.ts';

/** Runs operations in transactions. A promise resolves once its operation is on the disk. */
export interface GroupCommit {
  run<Result>(operation: () => Result): Promise<Result>;
  /** Commits what is waiting. */
  flush(): void;
}

interface Waiting {
  /** Runs the operation; what it returns settles the promise, to be called after the commit. */
  readonly attempt: () => () => void;
  readonly reject: (error: unknown) => void;
}

const largestGroup = 256;

/**
 * All operations that arrive while the event loop is in one round share one transaction, and so one flush to the disk:
 * the flush is what a durable write costs, and under load many share it.
 */
export function createGroupCommit(database: DatabaseSync, beforeCommit: () => void): GroupCommit {
  const waiting: Waiting[] = [];

  function commit(group: readonly Waiting[]): void {
    const settle = inTransaction(database, () => {
      const settlers = group.map(({ attempt }) => attempt());
      beforeCommit();
      return settlers;
    });
    for (const resolve of settle) resolve();
  }

  /** Nothing of a group is kept when it fails. Unless it is the store that fails, each is tried alone: one must not take its neighbours along. */
  function commitOrReject(group: readonly Waiting[]): void {
    try {
      commit(group);
    } catch (error) {
      const reason = asStoreError(error);
      if (group.length > 1 && !(reason instanceof StoreUnavailableError)) for (const one of group) commitOrReject([one]);
      else for (const { reject } of group) reject(reason);
    }
  }

  function flush(): void {
    while (waiting.length > 0) commitOrReject(waiting.splice(0, largestGroup));
  }

  return {
    run<Result>(operation: () => Result) {
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ attempt: () => settleWith(operation(), resolve), reject });
      return promise;
    },
    flush,
  };
}

function settleWith<Result>(result: Result, resolve: (result: Result) => void): () => void {
  return () => resolve(result);
}

/** IMMEDIATE takes the write lock at once: a transaction that had to be promoted later could fail half-way when another process writes. */
function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk may have rolled back already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
