import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadKeys } from './load-keys.ts';

describe('keys of the store', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-keys-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('come from the configuration where they are set, the current one first', async () => {
    const keys = [randomBytes(32), randomBytes(32)];
    expect(await loadKeys({ configured: keys, dataDir: folder })).toEqual({ keys, generated: false });
    expect(await readdir(folder)).toEqual([]);
  });

  test('come from a file that is named, one a line or separated by commas', async () => {
    const keys = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const [first, second, third] = keys.map((key) => key.toString('base64'));
    const file = join(folder, 'master-keys');
    await writeFile(file, `${first}\n${second},${third}\n`, { mode: 0o600 });
    expect(await loadKeys({ file, dataDir: folder })).toEqual({ keys, generated: false });
    expect(await readdir(folder)).toEqual(['master-keys']);
  });

  test.each([0o640, 0o604, 0o660])('are not taken from a file that others may read (%o)', async (mode) => {
    const file = join(folder, 'master-keys');
    await writeFile(file, randomBytes(32).toString('base64'));
    await chmod(file, mode);
    await expect(loadKeys({ file, dataDir: folder })).rejects.toThrow('may be read by others');
  });

  test.each(['', ',\n', 'not a key'])('are not taken from a file that holds %j', async (text) => {
    const file = join(folder, 'master-keys');
    await writeFile(file, text, { mode: 0o600 });
    await expect(loadKeys({ file, dataDir: folder })).rejects.toThrow(RangeError);
  });

  test('are generated into the data folder otherwise, for the owner only, and stay the same', async () => {
    const dataDir = join(folder, 'data');
    const first = await loadKeys({ dataDir });
    expect(first.generated).toBe(true);
    expect(first.keys.map((key) => key.length)).toEqual([32]);
    expect((await stat(join(dataDir, 'store.key'))).mode & 0o777).toBe(0o600);
    expect(await loadKeys({ dataDir, configured: [] })).toEqual(first);
    expect(await readdir(dataDir)).toEqual(['store.key']);
  });

  test('are the same for processes that start at the same moment', async () => {
    const loaded = await Promise.all(Array.from({ length: 8 }, () => loadKeys({ dataDir: folder })));
    expect(new Set(loaded.map(({ keys }) => Buffer.concat(keys).toString('hex'))).size).toBe(1);
  });

  test('are refused when the file holds something else', async () => {
    await writeFile(join(folder, 'store.key'), 'not a key');
    await expect(loadKeys({ dataDir: folder })).rejects.toThrow(RangeError);
  });
});
