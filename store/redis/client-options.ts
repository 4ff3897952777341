import type { RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';
import { scripts } from './script-commands.ts';

/** How long one command, or one attempt to connect, may take. */
export const answerWithinMs = 1_000;

/**
 * What every client is told: rather fail within a second than repeat a write. By default ioredis sends again what timed out, and a
 * write then happens twice. Its detection of failovers stays off: with it, clients have ended for good while Sentinel had done its work.
 */
export function clientOptions({ username, password, tls, database }: RedisAddress) {
  return {
    lazyConnect: true,
    commandTimeout: answerWithinMs,
    connectTimeout: answerWithinMs,
    // Otherwise a connection that is closed already keeps the process alive for two seconds.
    disconnectTimeout: 100,
    maxRetriesPerRequest: 1,
    autoResendUnfulfilledCommands: false,
    db: database,
    scripts,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
  } satisfies RedisOptions;
}

/** Milliseconds until the next attempt to connect; it never gives up. */
export function reconnectAfterMs(attempt: number): number {
  return Math.min(50 * 2 ** attempt, 1_000);
}
