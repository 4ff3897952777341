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

/**
 * Claims the first of what is due that can be claimed. What was found and could not be (over, or somebody was faster) makes room for
 * what waits behind it, so it looks again until it finds nothing that it has not tried.
 */
export async function claimFirst<Claimed>(
  sweep: () => Promise<readonly string[]>,
  claim: (member: string) => Promise<Claimed | undefined>,
): Promise<Claimed | undefined> {
  const tried = new Set<string>();
  for (;;) {
    const untried = (await sweep()).filter((member) => !tried.has(member));
    if (untried.length === 0) return undefined;
    for (const member of untried) {
      tried.add(member);
      const claimed = await claim(member);
      if (claimed !== undefined) return claimed;
    }
  }
}
