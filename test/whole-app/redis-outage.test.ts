import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultStoreTimes } from '../../store/port.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { redisServerInstalled, startRedis, type TestRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

let redis: TestRedis;
let page: PageApp;

/** Long enough for a turn on a slow machine, short enough to wait for. */
const leaseMs = 1_000;

async function readiness(): Promise<number> {
  const answer = await fetch(`${page.app.url}/readyz`);
  await answer.body?.cancel();
  return answer.status;
}

async function ready(): Promise<void> {
  await until(async () => (await readiness()) === 200 || undefined);
}

async function answers(count: number): Promise<readonly string[]> {
  return until(async () => (page.texts().length >= count ? page.texts() : undefined));
}

/** Delivers as Meta does: again and again until the answer is 200. */
async function deliverUntilTaken(mid: string, text: string): Promise<void> {
  await until(async () => (await page.write(mid, text)) === 200 || undefined);
}

const suite = redisServerInstalled() ? describe : describe.skip;

suite('a Redis that goes away and comes back [needs redis-server]', () => {
  beforeAll(async () => {
    redis = await startRedis({ appendOnly: true });
    page = await startPageApp({ environment: { REDIS_URL: redis.url }, storeTimes: { ...defaultStoreTimes, leaseMs } });
    await page.link('demo-gb');
  });
  afterAll(async () => {
    await page.stop();
    await redis.stop();
  });

  test('makes the process not ready while it is away; what was refused and comes again is answered once', async () => {
    expect(await readiness()).toBe(200);
    await redis.kill();
    expect(await readiness()).toBe(503);
    expect([await page.write('m_1', 'hello'), await page.write('m_1', 'hello'), await page.write('m_2', 'thanks')]).toEqual([
      503, 503, 503,
    ]);
    expect(page.texts()).toEqual([]);
    // Or nobody would ever tell again that a message has left.
    expect(await page.deliver(page.echo('send-1'))).toBe(503);
    await redis.restart();
    await ready();
    expect(await page.deliver(page.echo('send-1'))).toBe(200);
    for (const [mid, text] of [
      ['m_1', 'hello'],
      ['m_2', 'thanks'],
      ['m_1', 'hello'],
    ] as const)
      expect(await page.write(mid, text)).toBe(200);
    await deliverUntilTaken('m_last', 'goodbye');
    const kinds = ['automated assistant', 'welcome', 'Goodbye'];
    const given = await answers(3);
    expect(kinds.map((kind) => given.filter((text) => text.includes(kind)).length)).toEqual([1, 1, 1]);
  });

  test('loses no turn that was under way, and answers it once', async () => {
    const before = page.texts().length;
    page.bank.faults.set({ latencyMs: 700, path: '/open-banking' });
    expect(await page.write('m_balance', 'What is the balance of my current account?')).toBe(200);
    await redis.kill();
    await until(async () => (await readiness()) === 503 || undefined);
    page.bank.faults.clear();
    await redis.restart();
    await ready();
    expect((await answers(before + 1))[before]).toMatch(/£[\d,]+\.\d\d/);
    await page.write('m_after', 'thanks');
    expect(await answers(before + 2)).toHaveLength(before + 2);
  });

  test('that hangs is told from one that answers, and what it took in unawares is answered once', async () => {
    const before = page.texts().length;
    redis.signal('SIGSTOP');
    expect([await readiness(), await page.write('m_hung', 'hello')]).toEqual([503, 503]);
    redis.signal('SIGCONT');
    await ready();
    await deliverUntilTaken('m_hung', 'hello');
    await answers(before + 1);
    await page.write('m_end', 'thanks');
    expect(await answers(before + 2)).toHaveLength(before + 2);
  });
});
