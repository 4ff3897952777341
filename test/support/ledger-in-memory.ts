import { createLedgerKeeper, type LedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import type { LedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import type { Json, LedgerBatch, LedgerHead, LedgerStore } from '../../store/port.ts';

/** A ledger in memory: the contract of the real ones is tested with them. */
export interface MemoryLedger extends LedgerStore {
  readonly links: string[];
}

export function ledgerInMemory(): MemoryLedger {
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

/** A ledger with its keeper, and a clock that stands still. */
export interface KeptLedger {
  readonly ledger: MemoryLedger;
  readonly keeper: LedgerKeeper;
  /** The links with signatures, as they were exported. */
  readonly exported: string[];
  pass(ms: number): void;
}

export function keptLedger(signer: LedgerSigner): KeptLedger {
  let at = Date.parse('2026-11-30T10:00:00Z');
  const ledger = ledgerInMemory();
  const exported: string[] = [];
  const keeper = createLedgerKeeper({ ledger, signer, now: () => new Date(at), onSigned: async (link) => void exported.push(link) });
  return { ledger, keeper, exported, pass: (ms) => void (at += ms) };
}

/** An entry as they are written for messages. */
export function saidEntry(signer: Pick<LedgerSigner, 'macOf'>, index: number): Json {
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
