import { afterEach, describe, expect, test } from '@jest/globals';
import { openSealed, seal } from '../../secrecy/sealed.ts';
import { connectorFailure } from '../../test/support/connector-failure.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { type StubAnswer, startStubServer } from '../../test/support/stub-server.ts';
import { createCardServices } from './create-card-services.ts';

const customer = { key: 'link-1', accessToken: async () => 'canary-token' };
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thing) => thing.close()));
});

async function stage(answer: StubAnswer) {
  const server = await startStubServer(() => answer);
  const services = createCardServices({ egress: openEgress(), baseUrl: server.url, timeoutMs: 300, retry: { attempts: 3, baseMs: 1 } });
  opened.push(services, server);
  return { services, server };
}

const card = { id: 'c1', scheme: 'VISA', funding: 'DEBIT', last4: '4471', state: 'ACTIVE' };
const done = { json: { kind: 'FREEZE', state: 'DONE' } };

describe('an order', () => {
  test('goes out with the customer’s token and its key', async () => {
    const { services, server } = await stage(done);
    await services.freeze(customer, { which: 'card', ref: 'c1' }, 'key-1');
    await services.freeze(customer, { which: 'last4', last4: '4471' }, 'key-2');
    await services.freeze(customer, { which: 'all' }, 'key-3');
    expect(server.requests.map(({ method, path, body, headers }) => [method, path, body, headers['idempotency-key']])).toEqual([
      ['POST', '/freezes', '{"cards":["c1"]}', 'key-1'],
      ['POST', '/freezes', '{"last4":"4471"}', 'key-2'],
      ['POST', '/freezes', '{"all":true}', 'key-3'],
    ]);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer canary-token');
  });

  test.each<[string, StubAnswer, string]>([
    ['silence', { raw: () => undefined }, 'bank_unavailable'],
    ['a reset', { raw: (response) => response.destroy() }, 'bank_unavailable'],
    ['500', { status: 500, json: {} }, 'bank_unavailable'],
    ['409, while the same key is under way', { status: 409, json: {} }, 'bank_unavailable'],
    ['422', { status: 422, json: {} }, 'bad_request'],
    ['another shape', { json: { state: 'PERHAPS' } }, 'protocol_violation'],
  ])('is never sent twice after %s', async (_name, answer, code) => {
    const { services, server } = await stage(answer);
    expect((await connectorFailure(services.freeze(customer, { which: 'all' }, 'key-1'))).code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  test('on a payment names it by the bank’s own ids', async () => {
    const { services, server } = await stage({ json: { kind: 'FRAUD_REPORT', state: 'DONE', reference: 'FR-1234' } });
    const payment = seal('transaction', { accountId: 'a1', transactionId: 't1' });
    expect(await services.report(customer, { payment }, 'key-1')).toEqual({ outcome: 'done', reference: 'FR-1234' });
    expect(server.requests[0]?.body).toBe('{"accountId":"a1","transactionId":"t1"}');
  });

  test('is answered with a reference that is safe to say, or not at all', async () => {
    const { services } = await stage({ json: { kind: 'FRAUD_REPORT', state: 'DONE', reference: 'https://evil.example' } });
    expect((await connectorFailure(services.report(customer, {}, 'key-1'))).code).toBe('protocol_violation');
  });
});

describe('the outcome of a key', () => {
  test('is asked for again after an outage, being a read', async () => {
    const { services, server } = await stage({ status: 503, json: {} });
    expect((await connectorFailure(services.freezeByKey(customer, 'key-1'))).code).toBe('bank_unavailable');
    expect(server.requests).toHaveLength(3);
  });

  test('is undefined where the bank knows of none', async () => {
    const { services } = await stage({ status: 404, json: {} });
    expect(await services.freezeByKey(customer, 'key-1')).toBeUndefined();
    expect(await services.reportByKey(customer, 'key-1')).toBeUndefined();
  });
});

test('cards are told by scheme and last digits, and found by what was said of them', async () => {
  const other = { ...card, id: 'c2', scheme: 'MASTERCARD', funding: 'CREDIT', last4: '9911', state: 'FROZEN' };
  const { services } = await stage({ json: { cards: [card, other] } });
  const all = await services.listCards(customer);
  expect(all.map(({ ref, label, state }) => [ref, openSealed(label), openSealed(state)])).toEqual([
    ['c1', 'Visa ···· 4471', 'active'],
    ['c2', 'Mastercard ···· 9911', 'frozen'],
  ]);
  const found = async (query: object): Promise<string[]> => (await services.listCards(customer, query)).map(({ ref }) => ref);
  expect(await found({ scheme: 'mastercard' })).toEqual(['c2']);
  expect(await found({ funding: 'debit' })).toEqual(['c1']);
  expect(await found({ last4: '4471' })).toEqual(['c1']);
  expect(await found({ last4: '0000' })).toEqual(['c1', 'c2']);
});
