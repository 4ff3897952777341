import type { RedisConnection } from './redis-connection.ts';
import { clock, defineScript } from './script.ts';

/** Answers the member of a sorted set of times that waits longest, where its time has come. */
const firstDue = `${clock}
local first = redis.call('ZRANGE', times, 0, 0, 'WITHSCORES')
if first[1] and tonumber(first[2]) <= clock() then return first[1] end
return nil
`;

/** The script of the sweep, for ioredis. */
export const sweepScripts = {
  guichetFirstDue: defineScript(['times'], firstDue),
};

/**
 * Looks for what is due: in each partition what waits longest, in one pipelined round trip, by the clock of the server it lies on.
 * It begins at another place each time, so that several workers do not all reach for the same.
 * @param keys the sorted sets of times, one a partition
 */
export function createSweep(connection: RedisConnection, keys: readonly string[]): () => Promise<readonly string[]> {
  return async () => {
    const firsts = await connection.ask((client) => Promise.all(keys.map((key) => client.guichetFirstDueBuffer(key))));
    const waiting = firsts.flatMap((first) => (Buffer.isBuffer(first) ? [first.toString()] : []));
    const begin = Math.floor(Math.random() * waiting.length);
    return [...waiting.slice(begin), ...waiting.slice(0, begin)];
  };
}
