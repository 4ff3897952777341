import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Json, LedgerBatch, LedgerHead, LedgerStore } from '../../store/port.ts';
import { createLedgerKeeper, type LedgerKeeper } from './keep-ledger.ts';
import { createLedgerSigner, createLedgerVerifier } from './ledger-keys.ts';
import { hashOfLink, readLink, writeLink } from './link.ts';
import { type LedgerFinding, verifyLedger } from './verify-ledger.ts';

const signer = createLedgerSigner(createHash('sha256').update('a key for tests').digest());
const verifier = createLedgerVerifier([signer.publicKey]);

function said(index: number): Json {
  return {
    kind: 'said',
    at: '2026-11-30T10:00:00.000Z',
    conversation: `messenger:${index % 7}`,
    sink: 'chat',
    messages: ['balance.one'],
    disclosed: { balance: 'shown' },
    fields: ['amount'],
    rule: 'demonstration',
    policy: 1,
    bytes: 100 + index,
    mac: signer.macOf(`body ${index}`),
  };
}

/** A ledger in memory: the contract of the real ones is tested with them. */
function ledgerInMemory(): LedgerStore & { readonly links: string[] } {
  const links: string[] = [];
  let waiting: LedgerBatch[] = [];
  let head: LedgerHead = { seq: 0, hash: '', signedSeq: 0, signedAt: '' };
  return {
    links,
    add: async (entries) => void waiting.push({ id: `b${waiting.length}`, entries }),
    head: async () => head,
    waiting: async () => waiting,
    async extend(after, extension) {
      if (after !== head.seq) return false;
      head = extension.head;
      links.push(...extension.links);
      waiting = waiting.filter(({ id }) => !extension.of.includes(id));
      return true;
    },
    read: async (after, most) => links.slice(after, after + most),
    drop: async () => undefined,
  };
}

interface World {
  readonly ledger: ReturnType<typeof ledgerInMemory>;
  readonly keeper: LedgerKeeper;
  readonly exported: string[];
  pass(ms: number): void;
}

function world(): World {
  let at = Date.parse('2026-11-30T10:00:00Z');
  const ledger = ledgerInMemory();
  const exported: string[] = [];
  const keeper = createLedgerKeeper({ ledger, signer, now: () => new Date(at), onSigned: async (link) => void exported.push(link) });
  return { ledger, keeper, exported, pass: (ms) => void (at += ms) };
}

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

  /** One change at random, of the kinds that somebody with access to the store can make. */
  function tamper(random: () => number): readonly string[] {
    const links = [...chain];
    const pick = (): number => Math.floor(random() * links.length);
    const at = pick();
    const line = links[at] ?? '';
    const place = Math.floor(random() * line.length);
    const ways: readonly (() => void)[] = [
      () => void links.splice(at, 1),
      () => void links.splice(at),
      () => void links.splice(at, 0, links[pick()] ?? ''),
      () => {
        const other = (at + 1 + Math.floor(random() * (links.length - 1))) % links.length;
        [links[at], links[other]] = [links[other] ?? '', line];
      },
      () => void (links[at] = `${line.slice(0, place)}${line[place] === 'x' ? 'y' : 'x'}${line.slice(place + 1)}`),
      () => void (links[at] = line.slice(0, place) + line.slice(place + 1)),
      () => void (links[at] = line.replace(/"bytes":\d+/, '"bytes":7').replace(/"signature":"./, '"signature":"*')),
      () => void (links[at] = `${line} `),
    ];
    ways[Math.floor(random() * ways.length)]?.();
    return links;
  }

  test('finds each of 1 000 random changes, without knowing where the chain ends', async () => {
    let state = 20_261_130;
    const random = (): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const missed: number[] = [];
    for (let count = 0; count < 1_000; count += 1) {
      if ((await check(tamper(random))).length === 0) missed.push(count);
    }
    expect(missed).toEqual([]);
  }, 300_000);
});
