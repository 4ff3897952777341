import { signedText } from '../../../secrecy/ledger/keep-ledger.ts';
import { createLedgerSigner, type LedgerSigner } from '../../../secrecy/ledger/ledger-keys.ts';
import { hashOfLink, readLink, writeLink } from '../../../secrecy/ledger/link.ts';
import type { Json } from '../../../store/port.ts';
import type { Random } from '../../support/random.ts';

/** What somebody with access to the store can do to a chain. */
export const tamperKinds = ['edit', 'deletion', 'insertion', 'swap', 'truncation', 'rewriting', 're-signing', 'replay'] as const;
export type TamperKind = (typeof tamperKinds)[number];

/** A chain, and who may have signed it. */
export interface Tampered {
  readonly chain: readonly string[];
  readonly signer: LedgerSigner;
  readonly random: Random;
}

const entryOf = (line: string): { readonly [key: string]: Json } => JSON.parse(line).entry;
const isSigned = (line: string): boolean => line.includes('"kind":"signed"');

/** Writes links anew from some place on, so that each fits the one before; signatures are made by the given key where there is one. */
function chainAnew(links: readonly string[], from: number, signer: LedgerSigner | undefined): readonly string[] {
  let previous = from === 0 ? '' : hashOfLink(links[from - 1] ?? '');
  const rewritten = links.slice(from).map((line, index) => {
    const seq = from + index + 1;
    const entry = entryOf(line);
    const signature =
      signer && isSigned(line) ? { key: signer.keyId, signature: signer.sign(signedText({ seq: seq - 1, hash: previous })) } : {};
    const link = writeLink(seq, previous, { ...entry, ...signature });
    previous = hashOfLink(link);
    return link;
  });
  return [...links.slice(0, from), ...rewritten];
}

/** One sign of one link, or a figure in it. */
function edited(line: string, random: Random): string {
  const place = random.below(line.length);
  const sign = line[place] === 'x' ? 'y' : 'x';
  return random.pick([
    `${line.slice(0, place)}${sign}${line.slice(place + 1)}`,
    line.slice(0, place) + line.slice(place + 1),
    isSigned(line) ? line.replace(/"signature":"./, '"signature":"*') : line.replace(/"bytes":\d+/, '"bytes":7'),
    line.replace(/"seq":\d+/, '"seq":999999'),
    `${line} `,
  ]);
}

/** A link whose entry says something else, with the rest of its line as it should be. */
function withOtherEntry(line: string): string {
  const link = readLink(line);
  return writeLink(link?.seq ?? 0, link?.previous ?? '', { ...entryOf(line), bytes: 7 });
}

function swapped(links: string[], random: Random): readonly string[] {
  const at = random.below(links.length);
  const other = (at + 1 + random.below(links.length - 1)) % links.length;
  [links[at], links[other]] = [links[other] ?? '', links[at] ?? ''];
  return links;
}

/** Everything after an older signature is dropped, so that the chain ends as it once did; or that signature stands in the place of a later one. */
function replayed(links: string[], random: Random): readonly string[] {
  const signed = links.flatMap((line, index) => (isSigned(line) ? [index] : []));
  const older = random.below(signed.length - 1);
  const [from = 0, to = 0] = [signed[older], signed[older + 1 + random.below(signed.length - older - 1)]];
  if (random.below(2) === 0) return links.slice(0, from + 1);
  links[to] = links[from] ?? '';
  return links;
}

/** Somebody makes a change and signs what follows with a key of their own; or with ours, which they have stolen. */
function resigned({ chain, signer, random }: Tampered): readonly string[] {
  const at = random.below(chain.length - 1);
  const links = [...chain];
  links[at] = isSigned(links[at] ?? '') ? (links[at + 1] ?? '') : withOtherEntry(links[at] ?? '');
  const foreign = createLedgerSigner(Buffer.from(random.digits(32)));
  return chainAnew(links, at, random.below(2) === 0 ? foreign : signer);
}

/** What follows is chained anew, and the signatures are left as they were. */
function rewritten(links: readonly string[], random: Random): readonly string[] {
  const at = random.below(links.length - 1);
  return chainAnew(links.with(at, withOtherEntry(links[at] ?? '')), at, undefined);
}

const ways: Readonly<Record<TamperKind, (tampered: Tampered) => readonly string[]>> = {
  edit({ chain, random }) {
    const at = random.below(chain.length);
    return chain.with(at, edited(chain[at] ?? '', random));
  },
  deletion: ({ chain, random }) => chain.toSpliced(random.below(chain.length), 1),
  insertion: ({ chain, random }) => chain.toSpliced(random.below(chain.length), 0, random.pick(chain)),
  swap: ({ chain, random }) => swapped([...chain], random),
  truncation: ({ chain, random }) => chain.slice(0, random.below(chain.length)),
  rewriting: ({ chain, random }) => rewritten(chain, random),
  're-signing': resigned,
  replay: ({ chain, random }) => replayed([...chain], random),
};

/** One change at random, of one kind. */
export function tamper(kind: TamperKind, tampered: Tampered): readonly string[] {
  return ways[kind](tampered);
}
