import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
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
  /** Where they are in a file instead: in base64, one a line or separated by commas. */
  readonly file?: string | undefined;
  readonly dataDir: string;
}

/**
 * The keys of the store: from the configuration or the file it names, or else from `<dataDir>/store.key`, made there at the first start
 * (mode 0600).
 * @throws RangeError when a file holds something else, or when others than its owner may read the one that is named.
 */
export async function loadKeys({ configured = [], file, dataDir }: LoadKeysOptions): Promise<LoadedKeys> {
  if (configured.length > 0) return { keys: configured, generated: false };
  if (file !== undefined) return { keys: await readKeys(file), generated: false };
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

async function readKeys(file: string): Promise<readonly Buffer[]> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw new RangeError(`${file} may be read by others than its owner: chmod 600`);
  const parts = (await readFile(file, 'utf8')).split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length === 0) throw new RangeError(`${file} holds no key.`);
  return parts.map((part) => decode(file, part));
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
