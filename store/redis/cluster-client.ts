import { once } from 'node:events';
import { Cluster, type Redis } from 'ioredis';
import { answerWithinMs, clientOptions, reconnectAfterMs } from './client-options.ts';
import { type ClientSource, closeClient } from './client-source.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';
import { scripts } from './script-commands.ts';

/** The client of a cluster; where it has ended, there is a new one. */
export function createClusterClient(address: RedisAddress, onNode: (node: RedisNode) => void): ClientSource {
  let client = connect(address, onNode);
  let becomingReady: Promise<void> | undefined;
  let closed = false;
  return {
    async client() {
      if (closed) throw new Error('The connection is closed.');
      if (client.status === 'end') client = connect(address, onNode);
      if (client.status === 'ready') return client;
      becomingReady ??= readiness(client).finally(() => {
        becomingReady = undefined;
      });
      await becomingReady;
      return client;
    },
    async close() {
      closed = true;
      await closeClient(client);
    },
  };
}

/** Commands are not left to the queue of ioredis, where they would wait without an end and run long after they were given up. */
async function readiness(client: Cluster): Promise<void> {
  // The event says how it went.
  if (client.status === 'wait') client.connect().catch(() => undefined);
  await once(client, 'ready', { signal: AbortSignal.timeout(answerWithinMs) });
}

function connect(address: RedisAddress, onNode: (node: RedisNode) => void): Cluster {
  const { scripts: _scripts, lazyConnect: _lazyConnect, ...redisOptions } = clientOptions(address);
  const client = new Cluster([...address.nodes], {
    scripts,
    redisOptions,
    lazyConnect: true,
    enableAutoPipelining: true,
    clusterRetryStrategy: reconnectAfterMs,
    // A command whose connection broke may have run: whoever asked decides whether to ask again.
    retryDelayOnFailover: 0,
    maxRedirections: 5,
    // How long a master that hangs is taken for one at most, after the cluster has chosen another.
    slotsRefreshInterval: 1_000,
    // A certificate names the host, not its address.
    ...(address.tls && { dnsLookup: (host, callback) => callback(null, host) }),
  });
  client.on('error', () => undefined);
  // Found, and not connected to yet.
  client.on('+node', ({ options: { host = '', port = 0 } }: Redis) => onNode({ host, port }));
  return client;
}
