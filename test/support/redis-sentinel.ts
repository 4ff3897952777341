import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort, type RedisProcess, startRedisProcess } from './redis-process.ts';
import { until } from './until.ts';

/** A master, two replicas and three sentinels that replace a master which is silent for a second. */
export interface TestSentinel {
  readonly url: string;
  readonly prefix: string;
  /** The process that the sentinels call master now. */
  master(): Promise<RedisProcess>;
  /** The other two. */
  replicas(): Promise<readonly RedisProcess[]>;
  /** Whether both others have what the master has, and may take its place. */
  isInStep(): Promise<boolean>;
  stop(): Promise<void>;
}

const masterName = 'counter';

/** Starts a master with two replicas and three sentinels. */
export async function startRedisSentinel(): Promise<TestSentinel> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-sentinel-'));
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => freePort()));
  if (first === undefined) throw new Error('No port for the master.');
  const nodes = [await startNode(first, folder, [])];
  for (const port of others) nodes.push(await startNode(port, folder, ['--replicaof', '127.0.0.1', String(first)]));
  const sentinels: RedisProcess[] = [];
  for (const port of await Promise.all([1, 2, 3].map(() => freePort()))) sentinels.push(await startSentinel(port, folder, first));
  const clients = sentinels.map(({ port }) => new Redis({ port, retryStrategy: () => 100 }));
  const ask = async (question: string): Promise<readonly unknown[]> => {
    const answer: unknown = await clients[0]?.call('SENTINEL', question, masterName);
    return Array.isArray(answer) ? answer : [];
  };

  async function master(): Promise<RedisProcess> {
    const [, port] = await ask('GET-MASTER-ADDR-BY-NAME');
    const found = nodes.find((node) => String(node.port) === port);
    if (found === undefined) throw new Error('The sentinels name no master.');
    return found;
  }

  await Promise.all(clients.map((client) => until(() => knowsAll(client))));
  return {
    url: `redis+sentinel://${sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${masterName}`,
    prefix: `guichet-test-${randomUUID()}:`,
    master,
    async replicas() {
      const current = await master();
      return nodes.filter((node) => node !== current);
    },
    async isInStep() {
      const replicas = (await ask('REPLICAS')).map((fields) => (Array.isArray(fields) ? fields.map(String) : []));
      const links = replicas.map((fields) => fields[fields.indexOf('master-link-status') + 1]);
      return links.length === 2 && links.every((link) => link === 'ok');
    },
    async stop() {
      for (const client of clients) client.disconnect();
      await Promise.all([...nodes, ...sentinels].map((one) => one.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function startNode(port: number, folder: string, args: readonly string[]): Promise<RedisProcess> {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--dbfilename', `${port}.rdb`];
  return startRedisProcess(port, [...own, '--repl-diskless-sync-delay', '0', ...args]);
}

async function startSentinel(port: number, folder: string, master: number): Promise<RedisProcess> {
  const file = join(folder, `sentinel-${port}.conf`);
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor ${masterName} 127.0.0.1 ${master} 2`,
    `sentinel down-after-milliseconds ${masterName} 1000`,
    `sentinel failover-timeout ${masterName} 2000`,
  ];
  await writeFile(file, `${settings.join('\n')}\n`);
  return startRedisProcess(port, [file, '--sentinel']);
}

async function knowsAll(client: Redis): Promise<true | undefined> {
  const answer: unknown = await client.call('SENTINEL', 'MASTER', masterName);
  const fields = Array.isArray(answer) ? answer.map(String) : [];
  const valueOf = (name: string) => fields[fields.indexOf(name) + 1];
  return valueOf('num-slaves') === '2' && valueOf('num-other-sentinels') === '2' ? true : undefined;
}
