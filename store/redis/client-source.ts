import type { Cluster, Redis } from 'ioredis';

export type RedisClient = Redis | Cluster;

/** Where the client comes from that is to be asked now: it may be another one after a failover. */
export interface ClientSource {
  /** @throws Error where nobody knows whom to ask. */
  client(): RedisClient | Promise<RedisClient>;
  /** Waits for what was already sent, where there is a connection to wait on. */
  close(): Promise<void>;
}

/** Lets a client finish what it has sent where it is connected, and ends it in any state. */
export async function closeClient(client: RedisClient): Promise<void> {
  if (client.status === 'ready') await client.quit().catch(() => undefined);
  if (client.status !== 'end') client.disconnect();
}
