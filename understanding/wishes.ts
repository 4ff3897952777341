import type { FurtherWish, Reading } from '../engine/reading.ts';
import type { Readers } from './create-understanding.ts';
import { contentWords } from './plain/content-words.ts';
import { isWholeRequest } from './plain/whole-request.ts';
import type { DayOrder } from './readers/period/either-order.ts';
import { plainWords } from './text/plain-words.ts';
import { withoutPoliteness } from './text/politeness.ts';
import type { ReadableText } from './text/readable-text.ts';
import { tokensOf } from './text/tokens.ts';

interface WishContext {
  readonly now: Date;
  readonly timeZone: string;
  readonly dayOrder: DayOrder;
  readonly readers: Pick<Readers, 'classifier' | 'entities' | 'slotsOf'>;
}

/** Each half must name its dialog beyond doubt: "un reçu et une facture" is one wish, "au café et au bar" is none. */
const surely = 0.75;
const longestMessage = 200;
const joint = /(?:[,;.?!]+ *)?(?<= |[,;.?!])(?:et|and|puis|then|ensuite|ainsi que)(?= )|[,;.?!]+(?= )/g;

/** What happened before the wish: told, not asked for. */
const story =
  /^[\s,.!]*(?:(?:et|and|puis|then) )?(?:i (?:bought|ordered|paid|got|was|went|had|am (?:doing|putting|trying))|i'm (?:doing|putting|trying|at)|i've|j ?'?ai (?:achete|commande|paye|pris|fait|eu)|je (?:fais|suis (?:en train|au|a la))|ca fait|it's been)(?![a-z])[^?]*$/;

function readWish(text: ReadableText, { readers, ...seen }: WishContext): FurtherWish | undefined {
  const { folded } = withoutPoliteness(text);
  if (plainWords(folded) === '' || story.test(folded)) return undefined;
  const { candidates, score } = readers.classifier.classify(tokensOf(folded));
  const dialog = candidates[0]?.dialog;
  if (dialog === undefined || score < surely || !readers.slotsOf(dialog)?.size) return undefined;
  const { entities, rest } = readers.entities.read(text, seen);
  // The name of a second shop is no second wish.
  const isNamed = isWholeRequest(plainWords(text.folded)) || contentWords(rest).length > 0;
  return isNamed ? { dialog, entities } : undefined;
}

/**
 * Reads "my balance and the last 3 payments" as two wishes, in their order; undefined where there is but one.
 * Only dialogs that have something to fill count: a greeting before a question is no wish of its own.
 */
export function readWishes({ clean, folded }: ReadableText, context: WishContext): Omit<Reading, 'language'> | undefined {
  if (folded.length > longestMessage) return undefined;
  for (const {
    index,
    0: { length },
  } of folded.matchAll(joint)) {
    const end = index + length;
    const first = readWish({ clean: clean.slice(0, index), folded: folded.slice(0, index) }, context);
    const second = first && readWish({ clean: clean.slice(end), folded: folded.slice(end) }, context);
    if (!second || first.dialog === second.dialog) continue;
    const { dialog, entities } = first;
    const further = readWishes({ clean: clean.slice(end), folded: folded.slice(end) }, context);
    const also = further?.dialog ? [{ dialog: further.dialog, entities: further.entities }, ...(further.also ?? [])] : [second];
    return { command: { type: 'start', dialog }, dialog, entities, also, score: 1, source: 'classifier' };
  }
  return undefined;
}
