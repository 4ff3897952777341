import { Redis } from 'ioredis';

/** Looks at a Redis from outside while it is being used. */
export interface RedisCounts {
  /** Requests of clients so far: each script, and each command outside of scripts, is one round trip. */
  roundTrips(): Promise<number>;
  close(): void;
}

const scripted = /cmdstat_(?:eval|evalsha|fcall):calls=(\d+)/g;
const plain = /cmdstat_(?:get|set):calls=(\d+)/g;

function sum(stats: string, pattern: RegExp): number {
  return [...stats.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}

export function watchRedis(url: string): RedisCounts {
  const client = new Redis(url);
  return {
    async roundTrips() {
      const stats = await client.info('commandstats');
      const scripts = sum(stats, scripted);
      // Redis counts what a script does as well: a system without scripts makes its round trips by GET and SET.
      return scripts > 0 ? scripts : sum(stats, plain);
    },
    close: () => client.disconnect(),
  };
}
