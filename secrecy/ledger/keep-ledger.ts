import type { Json, LedgerBatch, LedgerHead, LedgerStore } from '../../store/port.ts';
import type { LedgerSigner } from './ledger-keys.ts';
import { hashOfLink, writeLink } from './link.ts';

export interface KeeperDeps {
  readonly ledger: LedgerStore;
  readonly signer: Pick<LedgerSigner, 'keyId' | 'sign'>;
  readonly now: () => Date;
  /** Given each link with a signature, as it is written, to be kept where whoever writes the ledger cannot change it. Rejects where it was not kept. */
  readonly onSigned: (link: string) => Promise<void>;
}

/** Chains what waits. */
export interface LedgerKeeper {
  /**
   * One round: chains what the store gives at once of what waits, and signs where it is time.
   * @returns how many entries were chained; 0 where nothing waits, or another process was faster
   */
  round(): Promise<number>;
  /** Chains what waits, as far as that ends, and signs the end of the chain. */
  finish(): Promise<void>;
}

/** An auditor must not have to take our word for more entries, or for longer. */
const mostUnsigned = 1_000;
const mostUnsignedMs = 60_000;
/** How many rounds a process makes before it ends. */
const mostLastRounds = 20;
/** How many entries go into one step of the store. */
const mostAtOnce = 500;

/** Whether the chain is to be signed at this head. */
type Sign = (head: LedgerHead) => boolean;

/** What a signature is over. */
export function signedText({ seq, hash }: Pick<LedgerHead, 'seq' | 'hash'>): string {
  return `${seq}.${hash}`;
}

/** The keeper of one process; several may work on one ledger, of which one at a time gets through. */
export function createLedgerKeeper({ ledger, signer, now, onSigned }: KeeperDeps): LedgerKeeper {
  function append(head: LedgerHead, entry: Json): { readonly head: LedgerHead; readonly link: string } {
    const link = writeLink(head.seq + 1, head.hash, entry);
    return { link, head: { ...head, seq: head.seq + 1, hash: hashOfLink(link) } };
  }

  function isDue({ seq, signedSeq, signedAt }: LedgerHead): boolean {
    if (seq === signedSeq) return false;
    // The time runs from the last signature: where nothing happens there is nothing to sign.
    return seq - signedSeq >= mostUnsigned || now().getTime() - (Date.parse(signedAt) || 0) >= mostUnsignedMs;
  }

  function signature(head: LedgerHead): { readonly head: LedgerHead; readonly link: string } {
    const at = now().toISOString();
    const entry = { kind: 'signed', at, key: signer.keyId, signature: signer.sign(signedText(head)) };
    const { head: next, link } = append(head, entry);
    return { link, head: { ...next, signedSeq: next.seq, signedAt: at } };
  }

  /** One step of the store: the batches after `from`, and a signature where `sign` says so. Undefined where another process was faster. */
  async function chain(from: LedgerHead, batches: readonly LedgerBatch[], sign: Sign): Promise<LedgerHead | undefined> {
    let head = from;
    const links: string[] = [];
    for (const entry of batches.flatMap(({ entries }) => entries)) {
      const appended = append(head, entry);
      head = appended.head;
      links.push(appended.link);
    }
    const signed = sign(head) ? signature(head) : undefined;
    if (signed) links.push(signed.link);
    if (links.length === 0) return from;
    const next = signed?.head ?? head;
    const extended = await ledger.extend(from.seq, { links, head: next, of: batches.map(({ id }) => id) });
    if (extended && signed) await onSigned(signed.link);
    return extended ? next : undefined;
  }

  /** All that is waiting when it begins, so that nothing is read twice: a step for each portion, and one for the signature where nothing is. */
  async function extend(sign: Sign): Promise<number> {
    let head: LedgerHead | undefined = await ledger.head();
    let chained = 0;
    for (const batches of portionsOf(await ledger.waiting(), mostAtOnce)) {
      head = await chain(head, batches, sign);
      if (!head) break;
      chained += sizeOf(batches);
    }
    return chained;
  }

  return {
    round: () => extend(isDue),
    async finish() {
      // What others go on adding meanwhile is theirs to chain.
      for (let count = 0; count < mostLastRounds; count += 1) if ((await extend(isDue)) === 0) break;
      // Of several processes that end together one signs.
      await extend(({ seq, signedSeq }) => seq !== signedSeq);
    },
  };
}

const sizeOf = (batches: readonly LedgerBatch[]): number => batches.reduce((sum, { entries }) => sum + entries.length, 0);

/** Whole batches in their order, one portion at least, and in each one batch at least where there is any. */
function portionsOf(batches: readonly LedgerBatch[], most: number): readonly (readonly LedgerBatch[])[] {
  const portions: LedgerBatch[][] = [];
  let room = -1;
  for (const batch of batches) {
    if (batch.entries.length > room) {
      portions.push([]);
      room = most;
    }
    portions.at(-1)?.push(batch);
    room -= batch.entries.length;
  }
  return portions.length > 0 ? portions : [[]];
}
