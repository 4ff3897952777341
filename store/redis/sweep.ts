import type { RedisConnection } from './redis-connection.ts';

/**
 * Finds what is due in sorted sets of times, one a partition: in each what waits longest, all of them in one pipelined round trip.
 * It begins at another place each time, so that several workers do not all reach for the same. The clock is that of Redis; on a
 * cluster that of one of its masters, so whoever claims has to look again.
 */
export function createSweep(connection: RedisConnection, keys: readonly string[]): () => Promise<readonly string[]> {
  return async () => {
    const [[seconds, microseconds], firsts] = await connection.ask((client) =>
      Promise.all([client.time(), Promise.all(keys.map((key) => client.zrange(key, 0, '0', 'WITHSCORES')))]),
    );
    const nowMs = Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
    const waiting = firsts.flatMap(([member, dueMs]) => (member !== undefined && Number(dueMs) <= nowMs ? [member] : []));
    const begin = Math.floor(Math.random() * waiting.length);
    return [...waiting.slice(begin), ...waiting.slice(0, begin)];
  };
}

/** Claims what is due, one at a time; undefined where nothing is, or others were faster. */
export type ClaimDue<Claimed> = (claim: (member: string) => Promise<Claimed | undefined>) => Promise<Claimed | undefined>;

/**
 * Claims what one sweep found before it sweeps again: where a worker died with many conversations, a look at all partitions for each
 * of them would take longer than to claim it. What was found and could not be claimed (it is over, or somebody was faster) makes
 * room for what waits behind it, so it looks until it finds nothing that it has not tried.
 */
export function createClaimDue<Claimed>(sweep: () => Promise<readonly string[]>): ClaimDue<Claimed> {
  let found: string[] = [];
  return async (claim) => {
    const tried = new Set<string>();
    for (;;) {
      if (found.length === 0) found = (await sweep()).filter((member) => !tried.has(member));
      const member = found.shift();
      if (member === undefined) return undefined;
      tried.add(member);
      const claimed = await claim(member);
      if (claimed !== undefined) return claimed;
    }
  };
}
