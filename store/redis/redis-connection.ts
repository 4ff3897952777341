import { Redis } from 'ioredis';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { scripts } from './script-commands.ts';

/** What the parts of the store ask Redis through. */
export interface RedisConnection {
  /** Runs one command, or several together. Whatever keeps Redis from answering becomes a StoreUnavailableError; a mistake in a command stays what it is. */
  ask<Answer>(command: (client: Redis) => Promise<Answer>): Promise<Answer>;
  /** Waits for what was already sent, where there is a connection to wait on. */
  close(): Promise<void>;
}

const answerWithinMs = 1_000;

/** Connects at the first command, and reconnects for ever by itself. */
export function createRedisConnection(url: string): RedisConnection {
  const client = createClient(url);
  return {
    async ask(command) {
      try {
        return await command(client);
      } catch (cause) {
        if (cause instanceof Error && cause.name === 'ReplyError' && !temporary.test(cause.message)) throw cause;
        throw new StoreUnavailableError('Redis cannot answer', { cause });
      }
    },
    async close() {
      if (client.status === 'ready') await client.quit().catch(() => undefined);
      if (client.status !== 'end') client.disconnect();
    },
  };
}

/** A client that would rather fail within a second than repeat a write: by default ioredis sends again what timed out, and a write then happens twice. */
function createClient(url: string): Redis {
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
    scripts,
  });
  // Each command reports its own failure; without a listener ioredis would print to the console.
  client.on('error', () => undefined);
  return client;
}

/** Error codes of a server that is there but cannot do what it is asked now: disk full, memory full, a replica, still loading, failing over. */
const temporary =
  /^-?(MISCONF|OOM|READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|MOVED|ASK|UNBLOCKED|NOAUTH|WRONGPASS)\b/;
