import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';

export interface LoadedKeys {
  /** 32 bytes each, the current one first. */
  readonly keys: readonly Buffer[];
  /** No key was configured: a generated one from the data folder is in use, which lies beside the data it protects. Worth a warning. */
  readonly generated: boolean;
}

export interface LoadKeysOptions {
  /** Keys of 32 bytes from the configuration, the current one first; several while keys are being rotated. */
  readonly configured?: readonly Buffer[] | undefined;
  readonly dataDir: string;
}

/**
 * The keys of the store: from the configuration, or else from `<dataDir>/store.key`, made there at the first start (mode 0600).
 * @throws RangeError when the file holds something else.
 */
export async function loadKeys({ configured = [], dataDir }: LoadKeysOptions): Promise<LoadedKeys> {
  if (configured.length > 0) return { keys: configured, generated: false };
  return { keys: [await loadSecret(dataDir, 'store.key')], generated: true };
}

/**
 * 32 bytes from `<dataDir>/<name>`, made there where the file is missing (mode 0600).
 * @throws RangeError when the file holds something else.
 */
export async function loadSecret(dataDir: string, name: string): Promise<Buffer> {
  const file = join(dataDir, name);
  return decode(file, (await readIfPresent(file)) ?? (await generate(file, dataDir)));
}

function decode(file: string, text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new RangeError(`${file} does not hold a key: 32 bytes in base64 (44 characters).`);
  return key;
}

/** Two processes may start at once: the key is written aside and linked into place, so that both read the one that came first. */
async function generate(file: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code;
}
