import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort, type RedisProcess, startRedisProcess } from './redis-process.ts';
import { until } from './until.ts';

/** A cluster of three masters, each with a replica that takes over when its master is silent for a second. */
export interface TestCluster {
  readonly url: string;
  readonly prefix: string;
  /** The processes that are masters now, and answer. */
  masters(): Promise<readonly RedisProcess[]>;
  stop(): Promise<void>;
}

const slotCount = 16_384;

/** Starts three masters with a replica each. */
export async function startRedisCluster(): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-cluster-'));
  const nodes: Node[] = [];
  for (let count = 0; count < 6; count += 1) nodes.push(await startNode(folder));
  const [masters, replicas] = [nodes.slice(0, 3), nodes.slice(3)];
  for (const [index, { client }] of masters.entries()) {
    const slotAt = (part: number) => Math.floor((slotCount * part) / masters.length);
    await client.call('CLUSTER', 'ADDSLOTSRANGE', slotAt(index), slotAt(index + 1) - 1);
    await client.call('CLUSTER', 'SET-CONFIG-EPOCH', index + 1);
  }
  for (const { port, busPort } of nodes.slice(1)) await nodes[0]?.client.call('CLUSTER', 'MEET', '127.0.0.1', port, busPort);
  await Promise.all(nodes.map(({ client }) => until(() => says(client, /cluster_known_nodes:6\b/))));
  for (const [index, { client }] of replicas.entries())
    await client.call('CLUSTER', 'REPLICATE', String(await masters[index]?.client.call('CLUSTER', 'MYID')));
  await Promise.all(replicas.map(({ client }) => until(() => follows(client))));
  await Promise.all(nodes.map(({ client }) => until(() => says(client, /cluster_state:ok/))));
  return {
    url: `redis+cluster://${masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`,
    prefix: `guichet-test-${randomUUID()}:`,
    async masters() {
      const roles = await Promise.all(nodes.map(({ client }) => roleOf(client)));
      return nodes.filter((_, index) => roles[index] === 'master').map(({ process }) => process);
    },
    async stop() {
      for (const { client } of nodes) client.disconnect();
      await Promise.all(nodes.map(({ process }) => process.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Node {
  readonly port: number;
  readonly busPort: number;
  readonly process: RedisProcess;
  readonly client: Redis;
}

async function startNode(folder: string): Promise<Node> {
  const [port, busPort] = await Promise.all([freePort(), freePort()]);
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const files = ['--save', '', '--dbfilename', `${port}.rdb`, '--repl-diskless-sync-delay', '0'];
  const cluster = ['--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${port}.conf`, '--cluster-port', String(busPort)];
  const process = await startRedisProcess(port, [...place, ...files, ...cluster, '--cluster-node-timeout', '1000']);
  const client = new Redis({ port, commandTimeout: 2_000, retryStrategy: () => 100 });
  client.on('error', () => undefined);
  return { port, busPort, process, client };
}

async function says(client: Redis, wanted: RegExp): Promise<true | undefined> {
  return wanted.test(String(await client.call('CLUSTER', 'INFO'))) ? true : undefined;
}

async function follows(client: Redis): Promise<true | undefined> {
  return /master_link_status:up/.test(await client.info('replication')) ? true : undefined;
}

async function roleOf(client: Redis): Promise<unknown> {
  try {
    return (await client.role())[0];
  } catch {
    return undefined;
  }
}
