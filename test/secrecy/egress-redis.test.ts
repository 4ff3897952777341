import { afterEach, describe, expect, test } from '@jest/globals';
import { type GuichetProcess, startGuichet, temporaryDataDir } from '../support/guichet-process.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';
import { freePort } from '../support/redis-process.ts';
import { startRedisSentinel } from '../support/redis-sentinel.ts';
import { redisServerInstalled } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const describeWithServers = redisServerInstalled() ? describe : describe.skip;

const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

interface Guarded extends GuichetProcess {
  /** Whether somebody who writes gets an answer. */
  answers(): Promise<true | undefined>;
  metric(line: string): Promise<number>;
}

/** The demonstration in a process of its own, whose sockets are guarded, with its store in Redis. */
async function startGuarded(redisUrl: string): Promise<Guarded> {
  const dataDir = await temporaryDataDir();
  closings.push(() => dataDir.remove());
  const adminPort = await freePort();
  const guichet = await startGuichet({ dataDir: dataDir.path, environment: { REDIS_URL: redisUrl, ADMIN_PORT: String(adminPort) } });
  closings.push(() => guichet.stop());
  return {
    ...guichet,
    async answers() {
      const body = JSON.stringify({ customer: 'demo-gb', text: 'my balance' });
      const headers = { 'content-type': 'application/json' };
      const signal = AbortSignal.timeout(5_000);
      const request = { method: 'POST', headers, body, signal };
      const answer = await fetch(`${guichet.url}/simulator/api/say`, request).catch(() => undefined);
      return answer?.ok ? true : undefined;
    },
    async metric(line) {
      const text = await (await fetch(`http://127.0.0.1:${adminPort}/metrics`)).text();
      return Number(
        text
          .split('\n')
          .find((one) => one.startsWith(`${line} `))
          ?.slice(line.length + 1) ?? 0,
      );
    },
  };
}

const connected = 'guichet_egress_total{sink="store",kind="connected"}';
const blocked = 'guichet_egress_blocked_total{reason="peer"}';

describeWithServers('the servers of Redis [needs redis-server]', () => {
  test('of a cluster are on the list, those that are found at run time as well', async () => {
    const cluster = await startRedisCluster();
    closings.push(() => cluster.stop());
    // One of them is named; the others are found.
    const [named = ''] = cluster.url.split(',');
    const guichet = await startGuarded(named);
    await until(() => guichet.answers());
    const masters = await cluster.masters();
    expect(await guichet.metric(connected)).toBeGreaterThanOrEqual(masters.length);
    await masters.find(({ port }) => !named.endsWith(`:${port}`))?.kill();
    await until(() => guichet.answers());
    expect(await guichet.metric(blocked)).toBe(0);
  }, 120_000);

  test('behind Sentinel are on the list, the successor of a master as well', async () => {
    const sentinel = await startRedisSentinel();
    closings.push(() => sentinel.stop());
    const guichet = await startGuarded(sentinel.url);
    await until(() => guichet.answers());
    const before = await guichet.metric(connected);
    // The sentinels and the master.
    expect(before).toBeGreaterThanOrEqual(2);
    await (await sentinel.master()).kill();
    await until(() => guichet.answers());
    expect(await guichet.metric(connected)).toBeGreaterThan(before);
    expect(await guichet.metric(blocked)).toBe(0);
  }, 120_000);
});
