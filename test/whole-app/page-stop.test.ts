import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultStoreTimes } from '../../store/port.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { until } from '../support/until.ts';

const sendTimes = { timeoutMs: 5_000, silentMs: 200, stoppedMs: 500, waitMs: 5_000, resumedWaitMs: 200 };
const storeTimes = { ...defaultStoreTimes, leaseMs: 500 };

let page: PageApp;

beforeAll(async () => {
  page = await startPageApp({ environment: { ADMIN_PORT: '0' }, echoes: true, sendTimes, storeTimes });
});
afterAll(() => page.stop());

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${page.app.adminUrl}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

const tries = (): number => page.graph.calls.filter(({ json }) => JSON.stringify(json).includes('"message"')).length;

describe('a Page whose token is dead', () => {
  test('stops, calls somebody once, keeps what it has to say, and goes on by itself once it is mended', async () => {
    page.graph.follow(() => ({ kind: 'error', code: 190, status: 401 }));
    expect(await page.write('m_1', 'hello')).toBe(200);
    await until(async () => (await metric('guichet_page_stopped')) === 1 || undefined);
    expect(await page.write('m_2', 'thanks')).toBe(200);
    await until(async () => tries() >= 4 || undefined);
    expect([await metric('guichet_page_stopped'), await metric('guichet_send_alarms_total'), page.texts()]).toEqual([1, 1, []]);
    page.graph.follow(undefined);
    await until(async () => page.texts().length >= 2 || undefined);
    const [first = '', second = ''] = page.texts();
    expect([first, second, page.texts().length]).toEqual([
      expect.stringContaining('automated assistant'),
      expect.stringContaining('welcome'),
      2,
    ]);
    expect(await metric('guichet_page_stopped')).toBe(0);
  }, 120_000);

  test('that dies again calls somebody again', async () => {
    page.graph.follow(() => ({ kind: 'error', code: 10, subcode: 1_893_063 }));
    expect(await page.write('m_3', 'goodbye')).toBe(200);
    await until(async () => (await metric('guichet_page_stopped')) === 1 || undefined);
    expect(await metric('guichet_send_alarms_total')).toBe(2);
  }, 120_000);
});
