import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createCaller } from './caller.ts';

const schema = z.object({ outcome: z.string() });
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

function callerOf(answers: readonly (() => Response)[]) {
  const sent: { path: string; init: RequestInit | undefined }[] = [];
  const waits: number[] = [];
  const caller = createCaller({
    fetch: async (path, init) => {
      const answer = answers[sent.length];
      sent.push({ path: typeof path === 'string' ? path : '', init });
      if (!answer) throw new TypeError('line is cut');
      return answer();
    },
    csrf: () => 'secret',
    wait: async (ms) => void waits.push(ms),
  });
  return { caller, sent, waits };
}

test('an answer of another shape is refused, not shown', async () => {
  const { caller } = callerOf([() => json(200, { outcome: 7 })]);
  await expect(caller.get('/desk/api/session', schema)).rejects.toMatchObject({ code: 'protocol' });
});

test.each([
  ['signed_out', 401, { error: 'signed_out' }],
  ['signed_out', 401, {}],
  ['forbidden', 403, { error: 'forbidden' }],
  ['unavailable', 502, 'Bad gateway'],
] as const)('%s is told apart', async (code, status, body) => {
  const { caller } = callerOf([() => json(status, body)]);
  await expect(caller.get('/desk/api/session', schema)).rejects.toMatchObject({ code });
});

test('a refusal is an answer', async () => {
  const { caller } = callerOf([() => json(409, { outcome: 'refused' })]);
  expect(await caller.post('/desk/api/x', {}, schema)).toEqual({ outcome: 'refused' });
});

test('what was cut on its way is sent again as it was, under the same id and with the session’s secret', async () => {
  const cut = (): Response => {
    throw new TypeError('line is cut');
  };
  const { caller, sent, waits } = callerOf([cut, cut, () => json(200, { outcome: 'done' })]);
  expect(await caller.post('/desk/api/x', { id: 'one' }, schema)).toEqual({ outcome: 'done' });
  expect(sent.map(({ init }) => init?.body)).toEqual(['{"id":"one"}', '{"id":"one"}', '{"id":"one"}']);
  expect(new Headers(sent[0]?.init?.headers).get('x-desk-csrf')).toBe('secret');
  expect(waits).toEqual([300, 1200]);
});

test('a file is sent as its bytes, again where the line was cut, with the session’s secret', async () => {
  const cut = (): Response => {
    throw new TypeError('line is cut');
  };
  const file = new Blob(['%PDF-1.4']);
  const { caller, sent } = callerOf([cut, () => json(200, { outcome: 'done' })]);
  expect(await caller.upload('/desk/api/x?id=one', file, schema)).toEqual({ outcome: 'done' });
  expect(sent.map(({ path, init }) => [path, init?.body])).toEqual([
    ['/desk/api/x?id=one', file],
    ['/desk/api/x?id=one', file],
  ]);
  const headers = new Headers(sent[1]?.init?.headers);
  expect([headers.get('content-type'), headers.get('x-desk-csrf')]).toEqual(['application/octet-stream', 'secret']);
});

test.each([413, 415])('a file that is refused with %i is told as such, and not sent again', async (status) => {
  const { caller, sent } = callerOf([() => json(status, { error: 'invalid', fields: ['file'] })]);
  await expect(caller.upload('/desk/api/x', new Blob(['x']), schema)).rejects.toMatchObject({ code: 'invalid' });
  expect(sent).toHaveLength(1);
});

test('who is offline for long is told so', async () => {
  const { caller, sent } = callerOf([]);
  await expect(caller.post('/desk/api/x', {}, schema)).rejects.toMatchObject({ code: 'offline' });
  expect(sent).toHaveLength(3);
});
