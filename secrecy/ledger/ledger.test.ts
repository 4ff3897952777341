import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { LedgerHead } from '../../store/port.ts';
import { keptLedger, ledgerInMemory, saidEntry } from '../../test/support/ledger-in-memory.ts';
import { createLedgerKeeper } from './keep-ledger.ts';
import { createLedgerSigner, createLedgerVerifier } from './ledger-keys.ts';
import { hashOfLink, readLink, writeLink } from './link.ts';
import { type LedgerFinding, verifyLedger } from './verify-ledger.ts';

const signer = createLedgerSigner(createHash('sha256').update('a key for tests').digest());
const verifier = createLedgerVerifier([signer.publicKey]);

const said = (index: number) => saidEntry(signer, index);
const world = () => keptLedger(signer);

describe('the keeper of the ledger', () => {
  test('chains what waits, signs when a minute has passed, and only where something was added', async () => {
    const { ledger, keeper, exported, pass } = world();
    await ledger.add([said(1), said(2)]);
    expect(await keeper.round()).toBe(2);
    expect(ledger.links.map((line) => readLink(line)?.seq)).toEqual([1, 2, 3]);
    expect(exported).toEqual([ledger.links[2]]);
    await ledger.add([said(3)]);
    await keeper.round();
    expect(exported).toHaveLength(1);
    pass(60_000);
    await keeper.round();
    expect(exported).toHaveLength(2);
    pass(600_000);
    expect(await keeper.round()).toBe(0);
    expect(ledger.links).toHaveLength(5);
  });

  test('signs after a thousand entries, however fast they come', async () => {
    const { ledger, keeper, exported } = world();
    await ledger.add([said(0)]);
    await keeper.round();
    for (let index = 0; index < 1_100; index += 1) await ledger.add([said(index)]);
    while ((await keeper.round()) > 0);
    expect(exported).toHaveLength(2);
  });

  test('reads what waits once, and chains it in steps that the store can take', async () => {
    const { ledger } = world();
    const steps: number[] = [];
    let reads = 0;
    const watched = {
      ...ledger,
      waiting: () => ((reads += 1), ledger.waiting()),
      extend: (...given: Parameters<typeof ledger.extend>) => (steps.push(given[1].of.length), ledger.extend(...given)),
    };
    const keeper = createLedgerKeeper({ ledger: watched, signer, now: () => new Date(), onSigned: async () => undefined });
    for (let index = 0; index < 1_700; index += 1) await ledger.add([said(index)]);
    expect(await keeper.round()).toBe(1_700);
    expect({ reads, steps }).toEqual({ reads: 1, steps: [500, 500, 500, 200] });
    expect(await verifyLedger(ledger.links, { verifier, mostUnsigned: 1_000 })).toMatchObject({ findings: [] });
  });

  test('stops at the step at which another one was faster', async () => {
    const { ledger } = world();
    let steps = 0;
    const slow = { ...ledger, extend: async (...given: Parameters<typeof ledger.extend>) => ++steps < 3 && ledger.extend(...given) };
    const keeper = createLedgerKeeper({ ledger: slow, signer, now: () => new Date(), onSigned: async () => undefined });
    for (let index = 0; index < 1_700; index += 1) await ledger.add([said(index)]);
    expect(await keeper.round()).toBe(1_000);
    expect(steps).toBe(3);
  });

  test('signs the end when it finishes', async () => {
    const { ledger, keeper, exported } = world();
    for (let index = 0; index < 30; index += 1) await ledger.add([said(index)]);
    await keeper.round();
    await ledger.add([said(30)]);
    await keeper.finish();
    expect(exported.at(-1)).toBe(ledger.links.at(-1));
    await keeper.finish();
    expect(exported).toHaveLength(2);
  });

  test('adds nothing where another one was faster', async () => {
    const { ledger, keeper, exported } = world();
    await ledger.add([said(1)]);
    const slow = { ...ledger, extend: async () => false };
    const late = createLedgerKeeper({ ledger: slow, signer, now: () => new Date(), onSigned: async (link) => void exported.push(link) });
    expect(await late.round()).toBe(0);
    expect(exported).toEqual([]);
    expect(await keeper.round()).toBe(1);
  });

  test('does not lose a signature whose export fails: it is in the chain', async () => {
    const { ledger } = world();
    await ledger.add([said(1)]);
    const onSigned = async (): Promise<never> => Promise.reject(new Error('disk full'));
    const keeper = createLedgerKeeper({ ledger, signer, now: () => new Date(), onSigned });
    await expect(keeper.round()).rejects.toThrow('disk full');
    expect(await verifyLedger(ledger.links, { verifier })).toMatchObject({ signatures: 1, findings: [] });
  });
});

describe('verifying', () => {
  const chain: string[] = [];
  const exported: string[] = [];
  let head: LedgerHead;

  beforeAll(async () => {
    const made = world();
    for (let index = 0; index < 200; index += 1) {
      await made.ledger.add([said(index)]);
      if (index % 20 === 0) made.pass(60_000);
      await made.keeper.round();
    }
    await made.keeper.finish();
    chain.push(...made.ledger.links);
    exported.push(...made.exported);
    head = await made.ledger.head();
  });

  const check = async (links: readonly string[], settings: Partial<Parameters<typeof verifyLedger>[1]> = {}) =>
    (await verifyLedger(links, { verifier, exported, ...settings })).findings;
  const kinds = (findings: readonly LedgerFinding[]): readonly string[] => [...new Set(findings.map(({ what }) => what))];

  test('finds nothing wrong with a whole chain', async () => {
    expect(chain.length).toBeGreaterThan(205);
    expect(await verifyLedger(chain, { verifier, exported, head })).toEqual({
      links: chain.length,
      signatures: exported.length,
      unsigned: 0,
      lost: 0,
      findings: [],
    });
  });

  test('goes on where an exported part was dropped', async () => {
    const at = 50;
    const after = { seq: at, hash: hashOfLink(chain[at - 1] ?? '') };
    expect(await check(chain.slice(at), { after, head })).toEqual([]);
    expect(kinds(await check(chain.slice(at + 1), { after, head }))).toContain('out_of_order');
  });

  test('finds a chain that was written anew with another key, and with the same one', async () => {
    const forge = async (forger: typeof signer): Promise<readonly string[]> => {
      const ledger = ledgerInMemory();
      const keeper = createLedgerKeeper({ ledger, signer: forger, now: () => new Date(), onSigned: async () => undefined });
      for (let index = 1; index < 200; index += 1) await ledger.add([said(index)]);
      await keeper.finish();
      return ledger.links;
    };
    expect(kinds(await check(await forge(createLedgerSigner(randomBytes(32))), {}))).toEqual(
      expect.arrayContaining(['bad_signature', 'exported_missing']),
    );
    // Whoever has the key can write what he likes, but not what was exported before.
    expect(kinds(await check(await forge(signer)))).toEqual(['exported_missing']);
  });

  test('finds a link that was changed together with everything after it', async () => {
    const at = 100;
    let previous = hashOfLink(chain[at - 1] ?? '');
    const rewritten = chain.slice(at).map((line, index) => {
      const entry = index === 0 ? said(9_999) : JSON.parse(line).entry;
      const link = writeLink(at + index + 1, previous, entry);
      previous = hashOfLink(link);
      return link;
    });
    expect(kinds(await check([...chain.slice(0, at), ...rewritten]))).toEqual(
      expect.arrayContaining(['bad_signature', 'exported_missing']),
    );
  });

  test('finds an entry that Guichet does not write', async () => {
    const odd = writeLink(1, '', { kind: 'said', text: 'your balance is 12' });
    expect(kinds(await check([odd], { exported: [], mostUnsigned: 1 }))).toEqual(['unreadable']);
  });
});
