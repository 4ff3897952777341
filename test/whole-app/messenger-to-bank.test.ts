import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createFormatters } from '../../i18n/format.ts';
import { parseMoney } from '../../i18n/money.ts';
import { type PageApp, startPageApp } from '../support/page-app.ts';
import { plain } from '../support/plain-text.ts';
import { redisAvailable, startRedis, type TestRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

let redis: TestRedis;
let page: PageApp;

/** Booked balance of an account straight from the bank, as a British customer would read it. */
async function balanceAtTheBank(customerId: string, type: string): Promise<string[]> {
  const { bank } = page;
  const { accessToken } = (await bank.signInDirectly(customerId)).tokens;
  const answer = await fetch(`${bank.openBankingUrl}/balances`, { headers: { authorization: `Bearer ${accessToken}` } });
  const body: { Data: { Balance: { Type: string; CreditDebitIndicator: string; Amount: { Amount: string; Currency: string } }[] } } =
    JSON.parse(await answer.text());
  const { money } = createFormatters()('en-GB');
  return body.Data.Balance.filter((balance) => balance.Type === type).map(({ Amount, CreditDebitIndicator }) =>
    plain(money(parseMoney(`${CreditDebitIndicator === 'Debit' ? '-' : ''}${Amount.Amount}`, Amount.Currency))),
  );
}

const suite = redisAvailable() ? describe : describe.skip;

suite('a Page, Redis, the bank and the Graph API together [needs redis-server]', () => {
  beforeAll(async () => {
    redis = await startRedis();
    page = await startPageApp({ environment: { REDIS_URL: redis.url } });
    await page.link('demo-gb');
  });

  afterAll(async () => {
    await page.stop();
    await redis.stop();
  });

  test('a signed message is answered with the very figure the bank has', async () => {
    expect(await page.write('m_balance', 'What is the balance of my current account?')).toBe(200);
    const [answer] = await until(async () => (page.texts().length > 0 ? page.texts() : undefined));
    const booked = await balanceAtTheBank('demo-gb', 'ITBD');
    expect(booked.some((figure) => answer?.includes(figure))).toBe(true);
  });

  test('the customer whose answer takes long sees before it that the message was read and is being answered', async () => {
    const before = page.graph.accepted.length;
    page.bank.faults.set({ latencyMs: 400, calls: 1, path: '/open-banking' });
    await page.write('m_slow', 'What is the balance of my current account?');
    const sent = await until(async () => {
      const since = page.graph.accepted.slice(before);
      return since.some((request) => 'message' in request) ? since : undefined;
    });
    const signs = sent.slice(
      0,
      sent.findIndex((request) => 'message' in request),
    );
    const actions = new Set(signs.flatMap((request) => ('sender_action' in request ? [request.sender_action] : [])));
    expect(actions).toEqual(new Set(['mark_seen', 'typing_on']));
  });

  test('the same delivery twice is answered once', async () => {
    const before = page.texts().length;
    const [first, second] = await Promise.all([page.write('m_twice', 'thanks'), page.write('m_twice', 'thanks')]);
    expect([first, second]).toEqual([200, 200]);
    await page.write('m_after', 'goodbye');
    await until(async () => page.texts().length >= before + 2 || undefined);
    expect(page.texts().length).toBe(before + 2);
  });

  test('messages of one customer are answered in their order', async () => {
    const before = page.texts().length;
    const words = ['hello', 'thanks', 'hello', 'thanks', 'hello', 'thanks'];
    for (const [index, text] of words.entries()) await page.write(`m_order_${index}`, text);
    await until(async () => page.texts().length >= before + words.length || undefined);
    const kinds = page
      .texts()
      .slice(before)
      .map((text) => (text.includes('automated assistant') ? 'hello' : 'thanks'));
    expect(kinds).toEqual(words);
  });

  test('a card number is never repeated, and the customer is warned', async () => {
    const before = page.texts().length;
    await page.write('m_card', 'my card is 4111 1111 1111 1111');
    const answer = await until(async () => page.texts()[before]);
    expect(answer).toContain('removed the card number');
    expect(page.texts().join()).not.toMatch(/4111/);
  });

  test('one bad element does not stop its neighbours', async () => {
    const before = page.texts().length;
    const bad = [{ sender: { id: {} }, recipient: 7, message: { mid: 3, text: ['x'] } }, { message: null }, { nonsense: true }];
    const good = page.message('m_good', 'thanks');
    expect(await page.deliver(...bad, good)).toBe(200);
    await until(async () => page.texts().length > before || undefined);
  });

  test('there is no simulator where a real Page is served', async () => {
    const shown = await fetch(`${page.app.url}/simulator`);
    const say = await fetch(`${page.app.url}/simulator/api/say`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([shown.status, say.status]).toEqual([404, 404]);
  });

  test('nothing is accepted without a signature', async () => {
    const answer = await fetch(`${page.app.url}/messenger/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
  });

  test('Meta can verify the webhook', async () => {
    const query = (token: string): string => `hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`;
    const [good, bad] = await Promise.all(['a word', 'another'].map((token) => fetch(`${page.app.url}/messenger/webhook?${query(token)}`)));
    expect([good?.status, await good?.text(), bad?.status]).toEqual([200, '1158201444', 403]);
  });
});
