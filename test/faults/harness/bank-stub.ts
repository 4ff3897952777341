import { z } from 'zod';
import { type StubServer, startStubServer } from '../../support/stub-server.ts';
import type { Recorder } from '../history.ts';

const order = z.object({ name: z.string() });

/**
 * A bank that does each thing once for each Idempotency-Key, and writes down what it was asked and what it did.
 * @param loseEvery each how many-th order is carried out and answered with 500; 0: none.
 */
export async function startBankStub(recorder: Recorder, loseEvery = 0): Promise<Pick<StubServer, 'url' | 'close'>> {
  const done = new Set<string>();
  let orders = 0;
  return startStubServer(({ method, path, headers, body }) => {
    const key = String(headers['idempotency-key'] ?? '');
    if (method === 'GET' && path.startsWith('/operations/'))
      return done.has(decodeURIComponent(path.slice('/operations/'.length))) ? { json: { status: 'done' } } : { status: 404, json: {} };
    if (method !== 'POST' || path !== '/operations') return { status: 404, json: {} };
    const { name } = order.parse(JSON.parse(body));
    recorder.tell({ kind: 'bank-asked', key, name });
    // Without a key nothing shows that it is the same.
    if (key === '' || !done.has(key)) recorder.tell({ kind: 'bank-write', key, name });
    done.add(key);
    orders += 1;
    if (loseEvery > 0 && orders % loseEvery === 0) return { status: 500, json: {} };
    return { json: { status: 'done' } };
  });
}
