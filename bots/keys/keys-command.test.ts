import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openStore } from '../../store/open-store.ts';
import { wholeTurn } from '../../test/contracts/store/store-under-test.ts';
import type { RunningStoreConfig } from '../open-running-store.ts';
import { keysCommand } from './keys-command.ts';
import { readCommand } from './read-command.ts';

describe('what an operator asks of the keys', () => {
  test.each([
    [['status'], { name: 'status' }],
    [['rewrap'], { name: 'rewrap' }],
  ])('is read: %j', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  test.each([[[]], [['rewrap', 'all']], [['drop']], [['--help']]])('is nothing: %j', (args) => {
    expect(readCommand(args)).toBeUndefined();
  });
});

describe('the keys seen by an operator', () => {
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'guichet-keys-'));
    const store = openStore({ dataDir, keys: [older], now: () => new Date() });
    await store.ping();
    for (const name of ['a', 'b']) await wholeTurn(store, { conversation: `messenger:${name}`, eventId: 'e1', state: {} });
    await store.close();
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  async function ask(storeKeys: RunningStoreConfig['storeKeys'], ...args: readonly string[]) {
    const told = { printed: '', complained: '' };
    const code = await keysCommand(args, {
      config: () => ({ dataDir, storeKeys, storeKeysFile: undefined, redisUrl: undefined, keyVaultRedisUrl: undefined }),
      print: (text) => void (told.printed += text),
      complain: (text) => void (told.complained += text),
    });
    return { code, ...told };
  }

  const rowsOf = (printed: string): readonly string[][] =>
    printed
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/\s{2,}/).slice(1));

  test('lie under the old master key until they are wrapped anew; then the old one can go, and no key is ever printed', async () => {
    const before = await ask([newer, older], 'status');
    expect(before.code).toBe(0);
    expect(rowsOf(before.printed)).toEqual([
      ['0', 'in force'],
      ['5', 'needed until they are wrapped anew'],
    ]);
    expect(await ask([newer, older], 'rewrap')).toEqual({
      code: 0,
      printed: '5 data keys were put under the master key in force.\n',
      complained: '',
    });
    const after = await ask([newer, older], 'status');
    expect(rowsOf(after.printed)).toEqual([
      ['5', 'in force'],
      ['0', 'wraps nothing'],
    ]);
    expect((await ask([newer], 'status')).code).toBe(0);
    for (const key of [older, newer])
      for (const encoding of ['hex', 'base64'] as const)
        expect(before.printed + after.printed).not.toContain(key.toString(encoding).slice(0, 12));
  });

  test('under a master key that is not configured are told of', async () => {
    expect(await ask([randomBytes(32)], 'status')).toMatchObject({ code: 1, complained: expect.stringContaining('not configured') });
  });

  test('are explained', async () => {
    expect(await ask([older], '--help')).toMatchObject({ code: 0, printed: expect.stringContaining('npm run keys -- rewrap') });
    expect(await ask([older], 'drop')).toMatchObject({ code: 2, complained: expect.stringContaining('npm run keys -- rewrap') });
  });
});
