import { setTimeout as pause } from 'node:timers/promises';
import { answerWithinMs } from './client-options.ts';
import type { ClientSource } from './client-source.ts';
import { watchMaster } from './master-watch.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';
import { createServerClient } from './server-client.ts';

/**
 * The client of the master that the sentinels name. When they name another one, the old connection is cut at once, also where it
 * still looks alive: a master that hung and wakes up takes writes until it learns that it is one no more, and all of them are lost.
 */
export function createSentinelClient(address: RedisAddress, onNode: (node: RedisNode) => void): ClientSource {
  const found = Promise.withResolvers<void>();
  let current: ReturnType<typeof createServerClient> | undefined;
  let stopWatching: (() => void) | undefined;
  let closed = false;

  function follow(node: RedisNode): void {
    current?.disconnect();
    onNode(node);
    current = createServerClient(address, node);
    found.resolve();
  }

  return {
    async client() {
      if (closed) throw new Error('The connection is closed.');
      stopWatching ??= watchMaster(address, follow);
      if (current === undefined) await Promise.race([found.promise, pause(answerWithinMs, undefined, { ref: false })]);
      if (current === undefined) throw new Error('No sentinel names a master.');
      return current.client();
    },
    async close() {
      closed = true;
      stopWatching?.();
      await current?.close();
    },
  };
}
