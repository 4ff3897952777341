import { Cluster } from 'ioredis';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import type { ClientSource, RedisClient } from './client-source.ts';
import { createClusterClient } from './cluster-client.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';
import { createSentinelClient } from './sentinel-client.ts';
import { createServerClient } from './server-client.ts';

/** What the parts of the store ask Redis through. */
export interface RedisConnection {
  /** Runs one command, or several together. Whatever keeps Redis from answering becomes a StoreUnavailableError; a mistake in a command stays what it is. */
  ask<Answer>(command: (client: RedisClient) => Promise<Answer>): Promise<Answer>;
  /** Like `ask`, for a write that somebody relies on: where the address asks for replicas, they must have taken it over. */
  write<Answer>(command: (client: RedisClient) => Promise<Answer>): Promise<Answer>;
  /** Waits for what was already sent, where there is a connection to wait on. */
  close(): Promise<void>;
}

/** How long replicas have to take a write over; less than a command has. */
const replicateWithinMs = 500;

/**
 * Connects at the first command.
 * @param onNode told of each server before a connection to it is made.
 */
export function createRedisConnection(address: RedisAddress, onNode: OnNode = () => undefined): RedisConnection {
  for (const node of address.nodes) onNode(node);
  const source = createSource(address, onNode);
  const ask: RedisConnection['ask'] = async (command) => {
    try {
      return await command(await source.client());
    } catch (cause) {
      if (cause instanceof Error && cause.name === 'ReplyError' && !temporary.test(cause.message)) throw cause;
      throw new StoreUnavailableError('Redis cannot answer', { cause });
    }
  };
  const { replicas } = address;
  return {
    ask,
    write: (command) => ask(replicas === 0 ? command : (client) => replicated(client, { command, replicas })),
    close: () => source.close(),
  };
}

type OnNode = (node: RedisNode) => void;

function createSource(address: RedisAddress, onNode: OnNode): ClientSource {
  const [first] = address.nodes;
  if (address.kind === 'cluster') return createClusterClient(address, onNode);
  if (address.kind === 'sentinel' || first === undefined) return createSentinelClient(address, onNode);
  return createServerClient(address, first);
}

interface Replication<Answer> {
  readonly command: (client: RedisClient) => Promise<Answer>;
  readonly replicas: number;
}

/**
 * WAIT follows the command on the same connection, and so speaks of it: of all that the master had written by then, also where the
 * command found that another process had done its work.
 */
async function replicated<Answer>(client: RedisClient, { command, replicas }: Replication<Answer>): Promise<Answer> {
  if (client instanceof Cluster) throw new TypeError('WAIT cannot be sent after a command to a cluster.');
  const [answer, reached] = await Promise.all([command(client), client.wait(replicas, replicateWithinMs)]);
  if (reached < replicas) throw new Error(`The write has reached ${reached} of ${replicas} replicas.`);
  return answer;
}

/** Error codes of a server that is there but cannot do what it is asked now: disk full, memory full, a replica, still loading, failing over. */
const temporary =
  /^-?(MISCONF|OOM|READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|MOVED|ASK|UNBLOCKED|NOAUTH|WRONGPASS)\b/;
