import { Redis } from 'ioredis';

/** What a Redis has done so far. */
export interface RedisUse {
  /** Requests of clients: each script is one round trip. The sweep, which uses no script to look for what dead workers left behind, belongs to no turn. */
  readonly roundTrips: number;
  /** Time inside of those requests, in milliseconds. */
  readonly commandMs: number;
  /** Processor time of the server, connections included, in milliseconds. */
  readonly cpuMs: number;
  /** Memory in use, in bytes. */
  readonly bytes: number;
}

const scripted = /^cmdstat_(?:eval|evalsha|fcall):calls=(\d+),usec=(\d+)/gm;
const plain = /^cmdstat_(?:get|set):calls=(\d+),usec=(\d+)/gm;

function sum(matches: readonly RegExpExecArray[], group: number): number {
  return matches.reduce((total, match) => total + Number(match[group]), 0);
}

function numberOf(info: string, name: string): number {
  return Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? Number.NaN);
}

/** Reads what `INFO all` says. */
export function readUse(info: string): RedisUse {
  const scripts = [...info.matchAll(scripted)];
  // Redis counts what a script does as well: a system without scripts makes its round trips by GET and SET.
  const requests = scripts.length > 0 ? scripts : [...info.matchAll(plain)];
  return {
    roundTrips: sum(requests, 1),
    commandMs: sum(requests, 2) / 1_000,
    cpuMs: (numberOf(info, 'used_cpu_user') + numberOf(info, 'used_cpu_sys')) * 1_000,
    bytes: numberOf(info, 'used_memory'),
  };
}

/** The use of several servers together, or of two moments of one. */
export function combine(first: RedisUse, second: RedisUse, sign: 1 | -1 = 1): RedisUse {
  return {
    roundTrips: first.roundTrips + sign * second.roundTrips,
    commandMs: first.commandMs + sign * second.commandMs,
    cpuMs: first.cpuMs + sign * second.cpuMs,
    bytes: first.bytes + sign * second.bytes,
  };
}

/** Looks at one Redis, or the masters of a cluster, from outside while they are being used. */
export interface RedisWatch {
  use(): Promise<RedisUse>;
  /** Mean length in bytes of the texts under the keys that match. */
  meanLength(pattern: string): Promise<number>;
  close(): void;
}

/** @param urls of each server by itself, `redis://`. */
export function watchRedis(urls: readonly string[]): RedisWatch {
  const clients = urls.map((url) => new Redis(url));
  return {
    async use() {
      const uses = await Promise.all(clients.map(async (client) => readUse(await client.info('all'))));
      return uses.reduce((total, use) => combine(total, use));
    },
    async meanLength(pattern) {
      const lengths = await Promise.all(
        clients.map(async (client) => Promise.all((await client.keys(pattern)).map((key) => client.strlen(key)))),
      );
      const all = lengths.flat();
      return all.reduce((sum, length) => sum + length, 0) / all.length;
    },
    close: () => {
      for (const client of clients) client.disconnect();
    },
  };
}
