import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultStoreTimes } from '../../store/port.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { envelope, postWebhook, textMessage } from '../support/post-webhook.ts';
import { until } from '../support/until.ts';

const pageId = '1234567890';
let page: PageApp;
afterEach(() => page.stop());

const startWith = async (environment: Readonly<Record<string, string>>, storeTimes = defaultStoreTimes): Promise<void> => {
  page = await startPageApp({ environment: { ADMIN_PORT: '0', ...environment }, storeTimes });
};

const from = (psid: string, mid: string): object => envelope(pageId, textMessage({ pageId, psid, mid, text: 'merci' }));
const write = (psid: string, mid: string): Promise<number> => postWebhook(page.app.url, page.appSecret, from(psid, mid));

async function metric(line: string): Promise<number | undefined> {
  const text = await (await fetch(`${page.app.adminUrl}/metrics`)).text();
  const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
}

describe('overload', () => {
  test('of a process is refused with 503 before the journal, and taken in when it comes again', async () => {
    await startWith({ MOST_TURNS: '1' });
    await page.link('demo-gb');
    page.bank.faults.set({ latencyMs: 3_000, path: '/open-banking' });
    expect(await page.write('m_slow', 'What is my balance?')).toBe(200);
    const body = JSON.stringify(from('8800000000000001', 'm_refused'));
    const answer = await fetch(`${page.app.url}/messenger/webhook`, {
      method: 'POST',
      headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', page.appSecret).update(body).digest('hex')}` },
      body,
    });
    expect([answer.status, Number(answer.headers.get('retry-after'))]).toEqual([503, 2]);
    expect(await metric('guichet_shed_total{reason="turns"}')).toBe(1);
    expect(await metric('guichet_events_total{door="messenger",outcome="shed"}')).toBe(1);
    page.bank.faults.clear();
    await until(async () => (await write('8800000000000001', 'm_refused')) === 200 || undefined);
    await until(async () => page.texts().length >= 2 || undefined);
  });

  test('by one customer is refused for that customer alone', async () => {
    await startWith({ MOST_EVENTS_PER_CUSTOMER: '2' });
    const flood = [await write('8800000000000001', 'm_1'), await write('8800000000000001', 'm_2'), await write('8800000000000001', 'm_3')];
    expect([...flood, await write('8800000000000002', 'm_4')]).toEqual([200, 200, 503, 200]);
    expect(await metric('guichet_shed_total{reason="customer"}')).toBe(1);
    await until(async () => page.texts().length >= 3 || undefined);
  });

  test('by one customer keeps nobody else of the same delivery waiting', async () => {
    await startWith({ MOST_EVENTS_PER_CUSTOMER: '1' });
    const [flooding, other] = ['8800000000000001', '8800000000000002'];
    const of = (psid: string, mid: string) => textMessage({ pageId, psid, mid, text: 'merci' });
    expect(await page.deliver(of(flooding, 'm_1'), of(flooding, 'm_2'), of(other, 'm_3'))).toBe(503);
    await until(async () => page.texts().length >= 2 || undefined);
    expect(await metric('guichet_events_total{door="messenger",outcome="accepted"}')).toBe(2);
  });

  test('is no delivery of a thousand events of a thousand customers: it is taken in while Meta waits', async () => {
    await startWith({});
    const events = Array.from({ length: 1_000 }, (_value, index) =>
      textMessage({ pageId, psid: String(8_900_000_000_000_000 + index), mid: `m_${index}`, text: 'merci' }),
    );
    expect(await page.deliver(...events)).toBe(200);
    await until(async () => page.texts().length >= 1_000 || undefined);
  });

  test('of one inbox is refused: a customer whose replies do not leave does not fill the journal', async () => {
    await startWith({}, { ...defaultStoreTimes, leaseMs: 3_600_000, mostWaiting: 2 });
    const conversation = page.app.foundation.keyOf({ channel: 'facebook', page: pageId, psid: '8800000000000003' });
    const { conversations } = page.app.foundation.store;
    // By somebody who does not come to an end with it.
    const held = await conversations.takeIn({ conversation, eventId: 'held', event: {} });
    expect(held.outcome).toBe('claimed');
    const flood = [await write('8800000000000003', 'm_5'), await write('8800000000000003', 'm_6')];
    expect([flood, await metric('guichet_shed_total{reason="inbox"}')]).toEqual([[200, 503], 1]);
  });
});
