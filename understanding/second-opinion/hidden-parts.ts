import { merchantsIn } from '../../engine/slots/merchant-list.ts';
import type { Entities } from '../../engine/slots/slot-kinds.ts';
import { numberFromWords } from '../readers/number-words.ts';
import { fold } from '../text/readable-text.ts';

/** What placeholders stand for. */
export type HiddenKind = 'merchant' | 'account' | 'number' | 'name';

/** What the embedded readers took for a name. */
export type NamedParts = Pick<Entities, 'merchant' | 'account'>;

interface Span {
  readonly kind: HiddenKind;
  readonly start: number;
  readonly end: number;
}

function everyPlace(folded: string, name: string, kind: HiddenKind): Span[] {
  const sought = fold(name);
  if (sought === '') return [];
  const pieces = folded.split(sought);
  let at = 0;
  return pieces.slice(0, -1).map(({ length }) => {
    const start = at + length;
    at = start + sought.length;
    return { kind, start, end: at };
  });
}

/** Where the names stand that the embedded readers have found, whatever words they are made of. */
export function namedSpans(clean: string, { merchant, account }: NamedParts): readonly Span[] {
  const folded = fold(clean);
  const shops = merchantsIn(merchant).flatMap((name) => everyPlace(folded, name, 'merchant'));
  return [...shops, ...(account?.name === undefined ? [] : everyPlace(folded, account.name, 'account'))];
}

/** What something that nobody may read stands as. */
export function hiddenKind(written: string): HiddenKind {
  return /\p{N}/u.test(written) || numberFromWords(fold(written)) !== undefined ? 'number' : 'name';
}
