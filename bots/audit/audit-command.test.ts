import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import { createLedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import { envelopeUnder } from '../../store/envelope.ts';
import type { Store } from '../../store/port.ts';
import { openDatabase } from '../../store/sqlite/open-database.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { testOrigin } from '../../test/support/disclosed.ts';
import { createTellLedger } from '../turns/tell-ledger.ts';
import { auditCommand } from './audit-command.ts';
import { ledgerFiles } from './ledger-files.ts';

const storeKey = createHash('sha256').update('store').digest();
const signer = createLedgerSigner(createHash('sha256').update('ledger').digest());
let dataDir: string;
let store: Store;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'guichet-audit-'));
  store = createSqliteStore({ file: join(dataDir, 'guichet.db'), envelopeFor: envelopeUnder([storeKey]) });
  await store.ping();
  await ledgerFiles(dataDir).keepPublicKey(signer.keyId, signer.publicKey);
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Says so many things and chains them, signed at the end. */
async function fill(count: number): Promise<void> {
  const tell = createTellLedger({ signer, now: () => new Date() });
  for (let index = 0; index < count; index += 1) {
    const replies = [{ text: `message ${index}` }];
    await store.ledger.add(tell({ conversation: 'messenger:a', eventId: `m${index}`, replies, origins: [testOrigin] }));
  }
  const files = ledgerFiles(dataDir);
  await createLedgerKeeper({ ledger: store.ledger, signer, now: () => new Date(), onSigned: (link) => files.keepSigned(link) }).finish();
}

/** What was printed, and the exit code. */
async function run(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly errors: string }> {
  let out = '';
  let errors = '';
  const code = await auditCommand(args, {
    config: () => ({ dataDir, storeKeys: [storeKey], storeKeysFile: undefined, redisUrl: undefined, keyVaultRedisUrl: undefined }),
    print: (text) => (out += text),
    complain: (text) => (errors += text),
  });
  return { code, out, errors };
}

/** Somebody with access to the file of the store. */
function tamper(statement: string): void {
  const database = openDatabase(join(dataDir, 'guichet.db'));
  database.exec(statement);
  database.close();
}

describe('audit verify', () => {
  test('goes over the chain in the store', async () => {
    await fill(30);
    const { code, out } = await run('verify');
    expect([code, out]).toEqual([0, expect.stringContaining('The ledger is whole.')]);
    expect(JSON.parse((await run('verify', '--json')).out)).toMatchObject({ links: 31, signatures: 1, unsigned: 0, findings: [] });
  });

  test.each([
    [
      'a link changed',
      `UPDATE ledger SET link = replace(link, 'message', 'massage') WHERE seq = 7; UPDATE ledger SET link = replace(link, '"bytes":', '"bytes":1') WHERE seq = 7`,
    ],
    ['a link taken out', 'DELETE FROM ledger WHERE seq = 7'],
    ['the end cut off', 'DELETE FROM ledger WHERE seq > 20; UPDATE ledger_head SET seq = 20'],
    ['everything taken out', 'DELETE FROM ledger'],
  ])('finds %s', async (_what, statement) => {
    await fill(30);
    tamper(statement);
    const { code, out } = await run('verify');
    expect([code, out]).toEqual([1, expect.stringContaining('finding(s):')]);
  });

  test('trusts the key that it is told, and no other', async () => {
    await fill(3);
    const other = join(dataDir, 'other.pem');
    await writeFile(other, createLedgerSigner(randomBytes(32)).publicKey);
    expect((await run('verify', '--public-key', other)).out).toContain('bad_signature');
  });

  test('says what is missing: a key, a store, a command', async () => {
    await rm(join(dataDir, `ledger-${signer.keyId}.pub`));
    expect(await run('verify')).toMatchObject({ code: 1, errors: expect.stringContaining('no public key') });
    expect(await run('verify', '--file', join(dataDir, 'none'), '--public-key', join(dataDir, 'none'))).toMatchObject({ code: 1 });
    expect(await run('prove')).toMatchObject({ code: 2, errors: expect.stringContaining('audit:verify') });
    expect(await run('verify', '--what')).toMatchObject({ code: 2 });
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('audit:export') });
  });
});

describe('audit export', () => {
  test('writes a chain that can be verified without the store, and goes on after what was dropped', async () => {
    await fill(30);
    const [first, second] = [join(dataDir, 'first.jsonl'), join(dataDir, 'second.jsonl')];
    expect(await run('export', '--file', first, '--drop')).toMatchObject({ code: 0, out: expect.stringContaining('links 1 to 31') });
    expect((await readFile(first, 'utf8')).split('\n')).toHaveLength(32);
    expect((await run('verify', '--file', first)).code).toBe(0);
    expect(await run('export', '--file', second)).toMatchObject({ code: 1, errors: expect.stringContaining('nothing to export') });
    await fill(10);
    expect((await run('verify')).code).toBe(0);
    expect(await run('export', '--file', second)).toMatchObject({ code: 0, out: expect.stringContaining('links 32 to 42') });
    expect((await run('verify', '--file', second)).code).toBe(0);
    // Neither is overwritten.
    expect((await run('export', '--file', second)).code).toBe(1);
    const lines = (await readFile(second, 'utf8')).split('\n');
    await writeFile(second, [lines[1], lines[0], ...lines.slice(2)].join('\n'));
    expect(await run('verify', '--file', second)).toMatchObject({ code: 1, out: expect.stringContaining('out_of_order') });
  });
});
