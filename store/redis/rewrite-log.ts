import { Cluster, type Redis } from 'ioredis';
import type { RedisConnection } from './redis-connection.ts';

/** Has Redis write its append-only file anew, without what was deleted. */
export interface LogRewriting {
  /** Asks for it; where a rewrite is under way that began before, or was asked for just now, it is asked for again later. */
  ask(): Promise<void>;
  stop(): void;
}

const againAfterMs = 10_000;

/**
 * Of all masters that keep such a file. A server that does not let us (ACL, a service that somebody else runs) rewrites by its own rule.
 */
export function createLogRewriting(connection: RedisConnection): LogRewriting {
  let timer: NodeJS.Timeout | undefined;

  async function ask(): Promise<void> {
    if (timer !== undefined) return;
    const begun = await connection.ask(async (client) => {
      const masters = client instanceof Cluster ? client.nodes('master') : [client];
      return Promise.all(masters.map((master) => begin(master)));
    });
    if (begun.every(Boolean)) return;
    timer = setTimeout(() => {
      timer = undefined;
      // Who cannot answer now is asked with the next erasure.
      ask().catch(() => undefined);
    }, againAfterMs);
    timer.unref();
  }

  return { ask, stop: () => clearTimeout(timer) };
}

/** What a server answers to a command that it does not let us give; every other answer is a failure. */
const notOurs = /^-?(?:NOPERM|ERR unknown command)\b/;

function unlessOurs(error: unknown): string {
  if (error instanceof Error && notOurs.test(error.message)) return '';
  throw error;
}

/** False where it has to be asked for again. */
async function begin(master: Redis): Promise<boolean> {
  const told = await master.info('persistence').catch(unlessOurs);
  if (!/^aof_enabled:1/m.test(told)) return true;
  if (/^aof_rewrite_(?:in_progress|scheduled):1/m.test(told)) return false;
  await master.bgrewriteaof().catch(() => undefined);
  return true;
}
