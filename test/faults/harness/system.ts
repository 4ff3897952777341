import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GraphApiStub, startGraphApiStub } from '../../support/graph-api-stub.ts';
import { startRedis, type TestRedis } from '../../support/redis-server.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { checkHistory, type Rules, type Verdict } from '../check-history.ts';
import { type Happening, openRecorder, type Recorder, readHistory } from '../history.ts';
import type { FailPoint } from '../subject/settings.ts';
import { startBankStub } from './bank-stub.ts';
import { examineLedger } from './examine-ledger.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { createGenerator, type Generator, pageId } from './generator.ts';

export interface SystemOptions {
  readonly workers?: number;
  /** Default 5 s, as in production. */
  readonly leaseMs?: number;
  /** How long the Send API and the bank may take; 10 s in production. */
  readonly callTimeoutMs?: number;
  /** Each how many-th order the bank carries out and answers with 500; none by default. */
  readonly loseBankAnswers?: number;
  /** Something else than a Redis of its own. */
  readonly redis?: { readonly url: string; stop(): Promise<void> };
  /** Further arguments of its own Redis. */
  readonly redisArgs?: readonly string[];
  /** Where the process in this place ends itself. */
  readonly failPoint?: (place: number, generation: number) => FailPoint | undefined;
  readonly environment?: (place: number) => Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
}

/** What a check of a whole run came to. */
export interface Outcome extends Verdict {
  readonly history: readonly Happening[];
}

/** Guichet's workers with everything around them, and the lines between them. */
export interface System {
  readonly fleet: Fleet;
  readonly generator: Generator;
  /** Its own Redis; undefined where another one was given. */
  readonly redis: TestRedis | undefined;
  readonly graph: GraphApiStub;
  readonly lines: { readonly redis: TcpProxy; readonly bank: TcpProxy; readonly graph: TcpProxy };
  readonly recorder: Recorder;
  /** Messages that customers have got so far: by event. */
  replied(): ReadonlySet<string>;
  /**
   * Waits until every acknowledged event was replied to, asks each customer's conversation what it remembers, ends all, and checks.
   * Waits no longer than `patienceMs` without any progress: what is missing then is a violation.
   */
  conclude(rules: Rules & { readonly customers: number; readonly patienceMs?: number }): Promise<Outcome>;
  /** Ends everything that runs. To be called whatever happened. */
  close(): Promise<void>;
}

const reply = /^(e\d+) count (\d+) part (\d+)$/;

/** Reads what has arrived at the Graph API since the last look, into the history. */
function createMailroom(graph: GraphApiStub, recorder: Recorder) {
  const replied = new Set<string>();
  let read = 0;
  return {
    replied,
    collect(): void {
      for (; read < graph.messages.length; read += 1) {
        const message = graph.messages[read];
        const [, name, count, part] = reply.exec(message?.text ?? '') ?? [];
        if (!message || name === undefined) continue;
        replied.add(name);
        recorder.tell({
          kind: 'delivered',
          psid: message.psid,
          name,
          count: Number(count),
          part: Number(part),
          metadata: message.metadata,
        });
      }
    },
  };
}

/** Waits until `missing` says 0; gives up where it has not changed for so long. */
async function patiently(missing: () => number, patienceMs: number): Promise<void> {
  let last = Number.POSITIVE_INFINITY;
  let since = performance.now();
  await until(async () => {
    const now = missing();
    if (now !== last) since = performance.now();
    last = now;
    return now === 0 || performance.now() - since > patienceMs || undefined;
  });
}

const portOf = (url: string): number => Number(new URL(url).port);

async function startAround(recorder: Recorder, options: SystemOptions) {
  const secrets = { appSecret: randomBytes(16).toString('hex'), pageToken: `EAA${randomBytes(16).toString('hex')}` };
  const own = options.redis ? undefined : await startRedis({ appendOnly: true, ...(options.redisArgs && { args: options.redisArgs }) });
  const graph = await startGraphApiStub({ ...secrets, graphVersion: 'v26.0' });
  const bank = await startBankStub(recorder, options.loseBankAnswers);
  const lines = {
    redis: await startTcpProxy(own ? [portOf(own.url)] : []),
    bank: await startTcpProxy([portOf(bank.url)]),
    graph: await startTcpProxy([portOf(graph.url)]),
  };
  return {
    secrets,
    own,
    graph,
    lines,
    async close() {
      await Promise.all([lines.redis.close(), lines.bank.close(), lines.graph.close()]);
      await Promise.all([graph.close(), bank.close(), own?.stop(), options.redis?.stop()]);
    },
  };
}

/** Starts a fleet with all that is around it, each line between them to be cut. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const { workers = 2, leaseMs = 5_000, callTimeoutMs = 10_000 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'guichet-faults-'));
  const recorder = openRecorder(join(folder, 'driver.jsonl'));
  const around = await startAround(recorder, options);
  const { secrets, own, graph, lines } = around;
  const mailroom = createMailroom(graph, recorder);
  const fleet = await startFleet({
    size: workers,
    recorder,
    options(place, generation) {
      const worker = `w${place}.${generation}`;
      const failPoint = options.failPoint?.(place, generation);
      return {
        place,
        generation,
        settings: {
          worker,
          historyFile: join(folder, `${worker}.jsonl`),
          redisUrl: options.redis?.url ?? `redis://127.0.0.1:${lines.redis.port}`,
          graphUrl: `http://127.0.0.1:${lines.graph.port}`,
          bankUrl: `http://127.0.0.1:${lines.bank.port}`,
          ...secrets,
          leaseMs,
          callTimeoutMs,
          ...(failPoint && { failPoint }),
        },
        ...(options.environment && { environment: options.environment(place) }),
        ...(options.nodeArgs && { nodeArgs: options.nodeArgs }),
      };
    },
  }).catch(async (error: unknown) => {
    await around.close();
    throw error;
  });
  const generator = createGenerator({ url: fleet.url, appSecret: secrets.appSecret, recorder });
  graph.echoTo({ url: fleet.url, appSecret: secrets.appSecret, pageId });
  const collecting = setInterval(() => mailroom.collect(), 50);

  async function everythingReplied(patienceMs: number): Promise<void> {
    await patiently(() => {
      mailroom.collect();
      return [...generator.acknowledged].filter((name) => !mailroom.replied.has(name)).length;
    }, patienceMs);
  }

  async function close(): Promise<void> {
    clearInterval(collecting);
    await generator.close();
    await fleet.stop();
    await around.close();
    await rm(folder, { recursive: true, force: true });
  }

  return {
    fleet,
    generator,
    redis: own,
    graph,
    lines,
    recorder,
    replied: () => mailroom.replied,
    async conclude({ customers, patienceMs = 60_000, ...rules }) {
      await everythingReplied(patienceMs);
      const before = generator.acknowledged.size;
      const looks = generator.run({ count: customers, perSecond: 200, customers, whats: ['look'] });
      await Promise.race([looks, patiently(() => before + customers - generator.acknowledged.size, patienceMs)]);
      await everythingReplied(patienceMs);
      await fleet.stop();
      mailroom.collect();
      const history = await readHistory(folder);
      const redisUrl = options.redis?.url ?? own?.url ?? '';
      const ledger = await examineLedger({ redisUrl, folder, storeForgot: rules.storeForgot ?? false });
      return { history, ...checkHistory(history, rules, ledger) };
    },
    close,
  };
}
