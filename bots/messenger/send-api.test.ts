import { afterEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { Pool } from 'undici';
import { type GraphApiStub, startGraphApiStub } from '../../test/support/graph-api-stub.ts';
import { openEgress } from '../../test/support/open-egress.ts';
import { until } from '../../test/support/until.ts';
import { pauseForReal } from './echo-wait.ts';
import { createSendApi, type SendApi, type SendApiDeps } from './send-api.ts';

const access = { pageToken: 'EAAtoken-of-the-page', appSecret: 's3cret', graphVersion: 'v26.0' };
const psid = '24859317345098712';
const options = { messagingType: 'RESPONSE', metadata: 'send-1' } as const;
const body = { text: 'Votre solde est de 12,34 €' };

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).toReversed()) await close();
});

interface World {
  readonly stub: GraphApiStub;
  readonly api: SendApi;
  readonly pauses: number[];
  readonly logged: string[];
  readonly observed: unknown[];
}

async function world(change: Partial<SendApiDeps> = {}, prefix = ''): Promise<World> {
  const stub = await startGraphApiStub({ ...access, prefix });
  cleanUp.push(() => stub.close());
  const pauses: number[] = [];
  const clock = { at: 0 };
  const logged: string[] = [];
  const observed: unknown[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const api = createSendApi({
    egress: openEgress(),
    graphUrl: stub.url,
    ...access,
    now: () => new Date(),
    log,
    onCall: (call) => void observed.push(call),
    ticks: () => clock.at,
    async pause(ms) {
      pauses.push(ms);
      clock.at += ms;
    },
    random: () => 0.5,
    ...change,
  });
  cleanUp.push(() => api.close());
  return { stub, api, pauses, logged, observed };
}

describe('the queue of a Page', () => {
  test('lets no more messages through than allowed, in the order in which they were asked for', async () => {
    const { stub, api, pauses } = await world({ sendsPerSecond: 10 });
    const names = Array.from({ length: 8 }, (_unused, index) => `send-${index}`);
    for (const metadata of names) await api.send(psid, body, { ...options, metadata });
    expect(stub.messages.map(({ metadata }) => metadata)).toEqual(names);
    expect(pauses).toEqual([100, 100, 100, 100, 100, 100, 100]);
  });

  test('gives back what would have to wait too long, and takes no place for it', async () => {
    const { stub, api } = await world({ sendsPerSecond: 2, pause: () => new Promise(() => undefined) });
    for (let count = 0; count < 20; count += 1) void api.send(psid, body, options);
    await until(async () => stub.messages.length === 1 || undefined);
    // The twenty-first turn is in ten seconds; who asks now comes after it.
    void api.send(psid, body, options);
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'wait', reason: 'braked', afterMs: 10_500 });
    expect(await api.send(psid, body, options)).toMatchObject({ afterMs: 10_500 });
  });

  test('does not count signs, and drops them when it is long', async () => {
    const { stub, api, pauses } = await world({ sendsPerSecond: 1, pause: () => new Promise(() => undefined) });
    for (let count = 0; count < 5; count += 1) await api.senderAction(psid, 'typing_on');
    await api.send(psid, body, options);
    await api.senderAction(psid, 'mark_seen');
    expect(stub.accepted).toHaveLength(7);
    void api.send(psid, body, options);
    await api.senderAction(psid, 'typing_on');
    expect(stub.accepted).toHaveLength(7);
    expect(pauses).toEqual([]);
  });

  test('ends all waiting when it is told to, and sends what need not wait', async () => {
    const { stub, api } = await world({ sendsPerSecond: 1, pause: pauseForReal });
    await api.send(psid, body, options);
    const waiting = api.send(psid, body, options);
    api.endWaits();
    expect(await waiting).toMatchObject({ outcome: 'failed', action: 'retry', reason: 'wait_ended' });
    expect(stub.messages).toHaveLength(1);
    const free = await world();
    free.api.endWaits();
    expect(await free.api.send(psid, body, options)).toMatchObject({ outcome: 'sent' });
  });
});

describe('createSendApi', () => {
  test('sends as Meta wants it, and gives the message id back', async () => {
    const { stub, api, observed } = await world();
    expect(await api.send(psid, body, options)).toEqual({ outcome: 'sent', messageId: 'm_stub-1' });
    expect(stub.calls).toMatchObject([{ status: 200, json: { recipient: { id: psid }, messaging_type: 'RESPONSE' } }]);
    expect(stub.accepted).toMatchObject([{ message: { body, metadata: 'send-1' } }]);
    expect(stub.calls[0]?.path).not.toContain(access.pageToken);
    expect(observed).toMatchObject([{ system: 'messenger', operation: 'send', outcome: 200 }]);
  });

  test('keeps a path before the version, and a connection alive', async () => {
    const { stub, api } = await world({}, '/graph');
    for (let count = 0; count < 20; count += 1) await api.send(psid, body, options);
    expect(stub.calls.map((call) => call.status)).toEqual(Array.from({ length: 20 }, () => 200));
    // A second one may be opened while the first is still handing its answer over.
    expect(new Set(stub.calls.map((call) => call.connection)).size).toBeLessThanOrEqual(2);
  });

  test('tries again what certainly was not sent, three times at most', async () => {
    const { stub, api, pauses } = await world();
    stub.answerNext({ kind: 'error', code: 1200 });
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'sent' });
    expect(stub.accepted).toHaveLength(1);
    stub.answerNext(
      { kind: 'error', code: 1200 },
      { kind: 'error', code: 1200 },
      { kind: 'error', code: 1200 },
      { kind: 'error', code: 190 },
    );
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'retry', code: 1200, fbtraceId: 'Astub1' });
    expect(stub.calls).toHaveLength(5);
    expect(pauses).toEqual([300, 300, 600]);
  });

  test('waits as long as Meta says, if that is short, and gives up otherwise', async () => {
    const usage = (minutes: number) => ({
      'x-business-use-case-usage': JSON.stringify({ 1: [{ call_count: 50, estimated_time_to_regain_access: minutes }] }),
    });
    const { stub, api, pauses } = await world();
    stub.answerNext({ kind: 'error', code: 613, status: 400, headers: { 'retry-after': '2' } });
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'sent' });
    expect(pauses).toEqual([2_100]);
    stub.answerNext({ kind: 'error', code: 4, headers: usage(5) });
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'wait', afterMs: 300_000 });
    const callsSoFar = stub.calls.length;
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'wait', reason: 'braked' });
    await api.senderAction(psid, 'typing_on');
    expect(stub.calls).toHaveLength(callsSoFar);
  });

  test('holds all messages of the Page back where Meta throttles one, also without a time', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const clock = { at: 0 };
    const asked: number[] = [];
    const { stub, api } = await world({
      sendsPerSecond: 300,
      ticks: () => clock.at,
      async pause(ms) {
        asked.push(ms);
        await gate;
        clock.at = Math.max(clock.at, ms);
      },
    });
    stub.answerNext({ kind: 'raw', status: 429, body: '' });
    const first = api.send(psid, body, options);
    await until(async () => asked.length === 1 || undefined);
    const second = api.send(psid, body, { ...options, metadata: 'send-2' });
    await until(async () => asked.length === 2 || undefined);
    expect([asked, stub.calls.length]).toEqual([[105, 100], 1]);
    await api.senderAction(psid, 'typing_on');
    expect(stub.calls).toHaveLength(1);
    open();
    expect([(await first).outcome, (await second).outcome, stub.messages.length]).toEqual(['sent', 'sent', 2]);
  });

  test('slows down from 80 percent of the allowance on', async () => {
    const { stub, api, pauses } = await world();
    stub.answerNext({ kind: 'ok', headers: { 'x-app-usage': '{"call_count":90,"total_time":1,"total_cputime":1}' } });
    await api.send(psid, body, options);
    expect(pauses).toEqual([]);
    await api.send(psid, body, options);
    expect(pauses).toEqual([550]);
  });

  test.each([
    ['a reset after the call was taken', { kind: 'reset' }, 'connection_broken'],
    ['no answer in time', { kind: 'hang' }, 'timeout'],
    ['an unknown error', { kind: 'error', code: 1, status: 500 }, 'unknown_error'],
    ['a temporary error', { kind: 'error', code: 2, status: 503 }, 'temporary_error'],
    ['a gateway page', { kind: 'raw', status: 502, body: '<html>' }, 'server_error'],
    ['a success that is not JSON', { kind: 'raw', status: 200, body: 'OK' }, 'unreadable_answer'],
    ['a success without an id', { kind: 'raw', status: 200, body: '{}' }, 'unreadable_answer'],
    ['a success that never ends', { kind: 'raw', status: 200, body: ' '.repeat(200_000) }, 'unreadable_answer'],
    ['a success nested without end', { kind: 'raw', status: 200, body: '['.repeat(60_000) }, 'unreadable_answer'],
  ] as const)('calls it unknown and never sends again after %s', async (_, answer, reason) => {
    const { stub, api, pauses } = await world(answer.kind === 'hang' ? { timeoutMs: 200 } : {});
    stub.answerNext(answer);
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'unknown', reason });
    expect(stub.calls).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  test('calls it sent where Meta says that it was, with an error', async () => {
    const { stub, api } = await world();
    stub.answerNext({ kind: 'error', code: 1, subcode: 1_357_046, status: 500, taken: true });
    expect(await api.send(psid, body, options)).toEqual({ outcome: 'sent' });
    expect(stub.calls).toHaveLength(1);
  });

  test('does not follow a redirect, which would carry the token elsewhere', async () => {
    const { stub, api } = await world();
    stub.answerNext({ kind: 'raw', status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } });
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'never', alarm: true });
    expect(stub.calls).toHaveLength(1);
  });

  test('says unreachable, not unknown, where no connection could be made', async () => {
    const { stub, api, observed } = await world();
    await stub.close();
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'retry', reason: 'unreachable' });
    expect(observed).toHaveLength(3);
    expect(observed[0]).toMatchObject({ outcome: 'not_sent' });
  });

  test.each(['egress_refused', 'EACCES'])(
    'says so too where the gate, or the watch of the sockets, did not let it out (%s)',
    async (code) => {
      const pool = {
        dispatch() {
          throw Object.assign(new Error('refused'), { code });
        },
      };
      const { api, observed } = await world({ pool });
      expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', action: 'retry', reason: 'unreachable' });
      expect(observed[0]).toMatchObject({ outcome: 'not_sent' });
    },
  );

  test('says so too where all connections were busy until its time was over', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const stub = await startGraphApiStub(access);
    const pool = new Pool(stub.url, { connections: 1, pipelining: 1 });
    cleanUp.push(
      () => stub.close(),
      () => pool.destroy(),
    );
    const deps = { egress: openEgress(), graphUrl: stub.url, ...access, now: () => new Date(), pool, pause: async () => undefined };
    const [patient, hasty] = [createSendApi(deps), createSendApi({ ...deps, timeoutMs: 50 })];
    stub.answerNext({ kind: 'ok', after: gate });
    const first = patient.send(psid, body, options);
    await until(async () => stub.messages.length === 1 || undefined);
    expect(await hasty.send(psid, body, { ...options, metadata: 'send-2' })).toMatchObject({ outcome: 'failed', reason: 'unreachable' });
    open();
    expect((await first).outcome).toBe('sent');
    expect((await patient.send(psid, body, { ...options, metadata: 'send-3' })).outcome).toBe('sent');
    expect(stub.messages.map(({ metadata }) => metadata)).toEqual(['send-1', 'send-3']);
  });

  test.each([
    ['token', { pageToken: 'other' }, 190],
    ['app secret', { appSecret: 'other' }, 100],
    ['version', { graphVersion: 'v1.0' }, 2500],
  ])('is refused, and tells Meta’s code, with another %s', async (_, change, code) => {
    const { api } = await world(change);
    expect(await api.send(psid, body, options)).toMatchObject({ outcome: 'failed', code });
  });

  test('is refused by the stub for what Meta would refuse', async () => {
    const { api, stub } = await world();
    expect(await api.send(psid, { text: 'x'.repeat(2_001) }, options)).toMatchObject({ outcome: 'failed', code: 100 });
    expect(await api.send(psid, body, { ...options, metadata: 'x'.repeat(1_000) })).toMatchObject({ outcome: 'failed', code: 100 });
    expect(stub.accepted).toEqual([]);
  });

  test('shows typing and seen, and does not mind when that fails', async () => {
    const { stub, api, observed } = await world();
    await api.senderAction(psid, 'mark_seen');
    stub.answerNext({ kind: 'error', code: 190 });
    await api.senderAction(psid, 'typing_on');
    await stub.close();
    await api.senderAction(psid, 'typing_on');
    expect(stub.accepted).toEqual([{ recipient: { id: psid }, sender_action: 'mark_seen' }]);
    expect(observed).toMatchObject([
      { operation: 'mark_seen', outcome: 200 },
      { operation: 'typing_on', outcome: 400 },
      { operation: 'typing_on', outcome: expect.stringMatching(/^(not_sent|no_answer)$/) },
    ]);
  });

  test('logs Meta’s trace id, and neither text nor token nor PSID', async () => {
    const { stub, api, logged } = await world();
    stub.answerNext({ kind: 'error', code: 10, subcode: 2018278 });
    await api.send(psid, body, options);
    const log = logged.join('');
    expect(log).toContain('Astub1');
    for (const secret of ['12,34', access.pageToken, access.appSecret, psid, 'appsecret_proof']) expect(log).not.toContain(secret);
  });

  test('keeps what Meta says of an error that nobody knows, without a word of what was sent', async () => {
    const { stub, api, logged } = await world();
    const error = {
      message: `(#99999) “Votre solde est de 12,34 €” to ${psid} is not frobnicated: see https://x.example/votre-solde or a@b.example`,
      type: 'OAuthException',
      code: 99_999,
      is_transient: false,
      error_user_title: 'Frobnication needed',
      error_user_msg: 'Votre solde',
      error_data: { text: 'Votre solde' },
    };
    stub.answerNext({ kind: 'raw', status: 400, body: JSON.stringify({ error }) });
    expect(await api.send(psid, body, options)).toMatchObject({
      reason: 'unlisted_error',
      alarm: true,
      code: 99_999,
      words: {
        type: 'OAuthException',
        title: 'Frobnication needed',
        transient: false,
        message: expect.stringContaining('is not frobnicated'),
      },
    });
    const words = JSON.stringify(logged.map((line) => JSON.parse(line).send?.words));
    expect(words).toContain('is not frobnicated');
    for (const secret of ['otre', 'solde', '12', '34', psid.slice(0, 5), 'example']) expect(words).not.toContain(secret);
  });

  test('keeps nothing where an error is none of Meta’s, or is known', async () => {
    const { stub, api } = await world();
    for (const raw of ['{"error":"x"}', '<html>', '{"error":{"type":{},"message":[],"is_transient":"x"}}']) {
      stub.answerNext({ kind: 'raw', status: 404, body: raw });
      expect(await api.send(psid, body, options)).not.toMatchObject({ words: { message: expect.anything() } });
    }
    stub.answerNext({ kind: 'error', code: 10, subcode: 2018278 });
    expect(await api.send(psid, body, options)).not.toHaveProperty('words');
  });

  test('ends its waiting at once when it is closed', async () => {
    const { stub } = await world();
    const patient = createSendApi({ egress: openEgress(), graphUrl: stub.url, ...access, now: () => new Date() });
    cleanUp.push(() => patient.close());
    stub.answerNext({ kind: 'error', code: 613, headers: { 'retry-after': '9' } });
    const sending = patient.send(psid, body, options);
    while (stub.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await patient.close();
    expect(await sending).toMatchObject({ outcome: 'failed', action: 'wait', afterMs: 9_000 });
    expect(await patient.send(psid, body, options)).toMatchObject({ outcome: 'failed', reason: 'wait_ended' });
  });
});
