import type { LedgerHead } from '../../store/port.ts';
import { createLostCount } from './count-lost.ts';
import { signedText } from './keep-ledger.ts';
import { ledgerEntrySchema } from './ledger-entry.ts';
import type { LedgerVerifier } from './ledger-keys.ts';
import { hashOfLink, type Link, readLink } from './link.ts';

/** Something that is wrong with the chain. */
export interface LedgerFinding {
  /** Number of the link where it shows; 0 for the chain as a whole. */
  readonly seq: number;
  readonly what: /** The line is no link, or its entry none that Guichet writes. */
    | 'unreadable'
    /** Its number does not follow: something was taken out, put in, or moved. */
    | 'out_of_order'
    /** It does not hold the hash of the link before: that one, or this one, was changed. */
    | 'broken'
    /** Its signature is not that of a trusted key over the chain before it. */
    | 'bad_signature'
    /** A signature that was exported is not in the chain, or another stands in its place: the chain was cut or written anew. */
    | 'exported_missing'
    /** The chain does not end where the store says that it does: something was cut off, or the last link was changed. */
    | 'cut'
    /** More links follow the last signature than may. */
    | 'unsigned_end';
}

export interface LedgerReport {
  readonly links: number;
  readonly signatures: number;
  /** How many links follow the last signature. */
  readonly unsigned: number;
  /** How many entries of what has left are not in the chain: they were lost before it, by a crash or a store that was away. */
  readonly lost: number;
  /** The first `mostFindings` of them. */
  readonly findings: readonly LedgerFinding[];
}

export interface VerifySettings {
  readonly verifier: LedgerVerifier;
  /** Links with signatures that were kept elsewhere. */
  readonly exported?: readonly string[];
  /** Where the chain must end, where that is known. */
  readonly head?: LedgerPoint;
  /** How many links may follow the last signature; none by default, as in what was exported. */
  readonly mostUnsigned?: number;
  /** Where the chain begins: after links that were exported and dropped. From the very first one by default. */
  readonly after?: LedgerPoint;
}

type LedgerPoint = Pick<LedgerHead, 'seq' | 'hash'>;

const mostFindings = 100;

/** Goes over a chain, link by link, in its order. @param links as they are written. */
export async function verifyLedger(links: AsyncIterable<string> | Iterable<string>, settings: VerifySettings): Promise<LedgerReport> {
  const walk = createWalk(settings);
  for await (const line of links) walk.next(line);
  return walk.end();
}

function createWalk({ verifier, exported = [], head, mostUnsigned = 0, after = { seq: 0, hash: '' } }: VerifySettings) {
  const findings: LedgerFinding[] = [];
  const missing = new Map(exported.map((line) => [readLink(line)?.seq ?? 0, line]));
  const lostCount = createLostCount({ fromTheStart: after.seq === 0 });
  let last = after;
  let links = 0;
  let signatures = 0;
  let lastSigned = after.seq;

  const find = (seq: number, what: LedgerFinding['what']): void => {
    if (findings.length < mostFindings) findings.push({ seq, what });
  };

  function checkEntry({ seq, entry }: Link): void {
    const read = ledgerEntrySchema.safeParse(entry);
    if (!read.success) return find(seq, 'unreadable');
    if ('number' in read.data) lostCount.note(read.data);
    if (read.data.kind !== 'signed') return;
    const { key: keyId, signature } = read.data;
    if (!verifier.verify({ keyId, text: signedText(last), signature })) return find(seq, 'bad_signature');
    signatures += 1;
    lastSigned = seq;
  }

  return {
    next(line: string): void {
      links += 1;
      const link = readLink(line);
      if (!link) {
        find(last.seq + 1, 'unreadable');
        last = { seq: last.seq + 1, hash: hashOfLink(line) };
        return;
      }
      if (link.seq !== last.seq + 1) find(link.seq, 'out_of_order');
      else if (link.previous !== last.hash) find(link.seq, 'broken');
      checkEntry(link);
      if (missing.get(link.seq) === line) missing.delete(link.seq);
      last = { seq: link.seq, hash: hashOfLink(line) };
    },
    end(): LedgerReport {
      // What was exported before the chain begins was dropped on purpose.
      for (const [seq] of missing) if (seq > after.seq) find(seq, 'exported_missing');
      if (head && (head.seq !== last.seq || head.hash !== last.hash)) find(0, 'cut');
      const unsigned = last.seq - lastSigned;
      if (unsigned > mostUnsigned) find(0, 'unsigned_end');
      return { links, signatures, unsigned, lost: lostCount.lost(), findings };
    },
  };
}
