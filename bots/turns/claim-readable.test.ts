import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createCipher } from '../../store/cipher.ts';
import { type Envelope, envelopeUnder } from '../../store/envelope.ts';
import type { Store } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { claimReadable } from './claim-readable.ts';

let folder: string;
const stores: Store[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-readable-'));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same file each time; events of an earlier version lie directly under a master key, here one that nobody has any more. */
function openStore(ofEarlierVersion: boolean): Store {
  const own = envelopeUnder([Buffer.alloc(32, 7)]);
  const lost = createCipher([randomBytes(32)]);
  const earlier: Partial<Envelope> = { writerForToday: async () => lost, read: async ({ bytes, place }) => lost.decrypt(bytes, place) };
  const store = createSqliteStore({
    file: join(folder, 'guichet.db'),
    envelopeFor: (vault) => ({ ...own(vault), ...(ofEarlierVersion && earlier) }),
  });
  stores.push(store);
  return store;
}

async function leaveBehind({ conversations }: Store, conversation: string): Promise<void> {
  const taken = await conversations.takeIn({ conversation, eventId: conversation, event: {} });
  if (taken.outcome === 'claimed') await conversations.release(taken.claim, 'untouched');
}

test('a conversation whose key is gone keeps no other one from being claimed', async () => {
  const before = openStore(true);
  for (const name of ['a', 'b']) await leaveBehind(before, name);
  const { conversations } = openStore(false);
  const told: object[] = [];
  const deps = { conversations, log: { error: (fields: object) => void told.push(fields) } };
  await leaveBehind({ ...before, conversations }, 'c');
  expect((await claimReadable(deps))?.conversation).toBe('c');
  expect(await claimReadable(deps)).toBeUndefined();
  expect(told).toEqual([
    { error: 'CipherError', code: 'unknown_key' },
    { error: 'CipherError', code: 'unknown_key' },
  ]);
});

test('a store that is away is nothing to pass by', async () => {
  const claimOrphan = () => Promise.reject(new StoreUnavailableError('away'));
  await expect(claimReadable({ conversations: { claimOrphan }, log: { error: () => undefined } })).rejects.toThrow(StoreUnavailableError);
});
