import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type GraphSink, startGraphSink } from '../../../bench/graph-sink.ts';
import { startGuichet, temporaryDataDir } from '../../support/guichet-process.ts';
import { pageEnvironment } from '../../support/page-environment.ts';
import { freePort } from '../../support/redis-process.ts';
import { startRedis, type TestRedis } from '../../support/redis-server.ts';

/** Guichet as `npm start` runs it, with a Page, Redis, the embedded bank and a Graph API that takes everything. */
export interface Product {
  readonly url: string;
  readonly appSecret: string;
  readonly graph: GraphSink;
  readonly redis: TestRedis;
  /** Sum of a metric over the samples whose labels hold all of `labels`; 0 where there is none. */
  metric(name: string, labels?: Readonly<Record<string, string>>): Promise<number>;
  /** Resident memory in bytes. */
  memory(): number;
  openFiles(): number;
  /** Whether the process that was started first still is there. */
  isAlive(): boolean;
  /** From the start of the process to its being ready, in milliseconds. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** One that is there already, and stays. */
  readonly redis?: TestRedis;
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
}

/** Text format of Prometheus 0.0.4: `name{label="value",…} number`. */
function sumOf(exposition: string, name: string, labels: Readonly<Record<string, string>>): number {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return exposition
    .split('\n')
    .filter((line) => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** Starts Guichet as it is, in a process of its own, with a Redis and a Graph API that takes everything. */
export async function startProduct({ environment = {}, redis: given }: ProductOptions = {}): Promise<Product> {
  const [port, adminPort, graph, dataDir, redis] = await Promise.all([
    freePort(),
    freePort(),
    startGraphSink(),
    temporaryDataDir(),
    given ?? startRedis({ appendOnly: true }),
  ]);
  const appSecret = randomBytes(16).toString('hex');
  const settings = {
    ...pageEnvironment({ appSecret, pageToken: randomBytes(16).toString('hex'), graphUrl: graph.url }),
    // Not any free one: where all workers die at once, the next ones would listen elsewhere.
    PORT: String(port),
    ADMIN_PORT: String(adminPort),
    REDIS_URL: redis.url,
    LOG_LEVEL: 'silent',
    ...environment,
  };
  const begun = performance.now();
  const guichet = await startGuichet({ dataDir: dataDir.path, environment: settings });
  const readyMs = performance.now() - begun;
  return {
    url: guichet.url,
    readyMs,
    appSecret,
    graph,
    redis,
    async metric(name, labels = {}) {
      const answer = await fetch(`http://127.0.0.1:${adminPort}/metrics`);
      return sumOf(await answer.text(), name, labels);
    },
    memory: () => residentBytes(guichet.pid),
    openFiles: () => readdirSync(`/proc/${guichet.pid}/fd`).length,
    isAlive: () => existsSync(`/proc/${guichet.pid}/fd`),
    async stop() {
      await guichet.stop();
      await Promise.all([graph.close(), given ? undefined : redis.stop()]);
      await dataDir.remove();
    },
  };
}
