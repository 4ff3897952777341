import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openConversationKeys } from './conversation-key.ts';
import { openStore } from './open-store.ts';
import type { Store } from './port.ts';

const address = { channel: 'messenger', page: '1234567890', psid: '9876543210' };

describe('open store', () => {
  let folder = '';
  const opened: Store[] = [];
  const open = (keys: readonly Buffer[], redisUrl?: string) => {
    const store = openStore({ dataDir: folder, keys, redisUrl, now: () => new Date() });
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-open-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true, force: true });
  });

  test('keeps its file to its owner', async () => {
    await open([randomBytes(32)]).ping();
    for (const name of ['guichet.db', 'guichet.db-wal', 'guichet.db-shm']) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    }
  });

  test('goes to Redis where one is named, and says when it is not there', async () => {
    // Port 1 of the loopback: nobody listens there.
    await expect(open([randomBytes(32)], 'redis://user:secret@127.0.0.1:1').ping()).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'Redis at 127.0.0.1:1 cannot answer',
    });
  });

  test('survives a rotation of keys: texts stay readable once data keys are wrapped anew, conversations keep their names', async () => {
    const [older, newer] = [randomBytes(32), randomBytes(32)];
    const before = open([older]);
    await before.ping();
    await before.records.put('k', 'kept');
    const named = (await openConversationKeys(before.records, [older]))(address);

    const during = open([newer, older]);
    await during.ping();
    expect(await during.records.get('k')).toMatchObject({ value: 'kept' });
    expect((await openConversationKeys(during.records, [newer, older]))(address)).toBe(named);
    await during.records.put('k', 'rewritten');
    expect(await during.keys.rewrap()).toEqual({ rewrapped: 1, unreadable: 0 });

    const after = open([newer]);
    await after.ping();
    expect(await after.records.get('k')).toMatchObject({ value: 'rewritten' });
    expect((await openConversationKeys(after.records, [newer]))(address)).toBe(named);
    await expect(open([older]).ping()).rejects.toMatchObject({ code: 'unknown_key' });
  });
});

describe('conversation key', () => {
  test('is the same for the same address only, and shows no id', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guichet-names-'));
    const key = randomBytes(32);
    const store = openStore({ dataDir: folder, keys: [key], now: () => new Date() });
    const [first, second] = await Promise.all([openConversationKeys(store.records, [key]), openConversationKeys(store.records, [key])]);
    expect(first(address)).toBe(second(address));
    expect(first(address)).toMatch(/^messenger:[\w-]{43}$/);
    expect(first(address)).not.toMatch(/1234567890|9876543210/);
    const others = [
      { ...address, page: '123456789', psid: '09876543210' },
      { ...address, psid: '9876543211' },
      { ...address, channel: 'web' },
      { channel: 'messenger', page: '1|1:2', psid: '3' },
      { channel: 'messenger', page: '1', psid: '1:2|3' },
    ];
    expect(new Set([address, ...others].map((one) => first(one))).size).toBe(6);
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
});
