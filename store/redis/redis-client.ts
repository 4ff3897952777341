import { Redis } from 'ioredis';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { mailboxScripts } from './mailbox-scripts.ts';
import { recordScripts } from './record-scripts.ts';

type Argument = string | number | Buffer;

declare module 'ioredis' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merges with the class of ioredis, which only an interface can
  interface Redis {
    guichetTakeInBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetCommitBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetMarkSentBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetFinishBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetRenewBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetReleaseBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetClaimOrphanBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetForgetBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetPutRecordBuffer(...parts: readonly Argument[]): Promise<unknown>;
    guichetTakeRecordBuffer(...parts: readonly Argument[]): Promise<unknown>;
  }
}

const answerWithinMs = 1_000;

/**
 * A client that would rather fail within a second than repeat a write: by default ioredis sends again what timed out, and a write
 * then happens twice. It reconnects for ever by itself, and connects at the first command.
 */
export function createRedisClient(url: string): Redis {
  const client = new Redis(url, {
    lazyConnect: true,
    enableAutoPipelining: true,
    commandTimeout: answerWithinMs,
    connectTimeout: answerWithinMs,
    // Otherwise a connection that is closed already keeps the process alive for two seconds.
    disconnectTimeout: 100,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
    scripts: { ...mailboxScripts, ...recordScripts },
  });
  // Each command reports its own failure; without a listener ioredis would print to the console.
  client.on('error', () => undefined);
  return client;
}

/** Error codes of a server that is there but cannot do what it is asked now: disk full, memory full, a replica, still loading, failing over. */
const temporary =
  /^-?(MISCONF|OOM|READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|MOVED|ASK|UNBLOCKED|NOAUTH|WRONGPASS)\b/;

/** Runs one command. Whatever keeps Redis from answering becomes a StoreUnavailableError; a mistake in a command stays what it is. */
export async function asking<Answer>(command: Promise<Answer>): Promise<Answer> {
  try {
    return await command;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'ReplyError' && !temporary.test(cause.message)) throw cause;
    throw new StoreUnavailableError('Redis cannot answer', { cause });
  }
}
