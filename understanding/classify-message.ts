import type { Classification, Classifier } from './classifier/classifier.ts';
import { isWholeRequest } from './plain/whole-request.ts';
import { functionWords } from './text/function-words.ts';
import { plainWords } from './text/plain-words.ts';
import { withoutPoliteness } from './text/politeness.ts';
import type { ReadableText } from './text/readable-text.ts';
import { tokensOf } from './text/tokens.ts';

/** From here on a clause names its dialog beyond doubt. */
const surely = 0.75;
/** A shorter clause says nothing by itself. */
const shortestClause = 3;
const mostClauses = 6;
/** What goes on longer after its thanks is more than a thank-you. */
const longestTalk = 4;
const border = /[.!?;]+(?: |$)|(?:, )+/g;

export interface MessageReaders {
  readonly classifier: Pick<Classifier, 'classify'>;
  /** The kinds of values that a dialog can use; undefined where that is not known. */
  slotsOf(dialog: string): ReadonlySet<string> | undefined;
}

/**
 * What a message wants: what it says as a whole, or, where that is nothing sure or mere talk, the one clause that names a wish beyond doubt.
 * A story before the wish and a "can you help me" after it do not hide it.
 */
export function classifyMessage(text: ReadableText, readers: MessageReaders): Classification {
  const { folded } = withoutPoliteness(text);
  const isTalk = ({ candidates: [best] }: Classification): boolean => best !== undefined && readers.slotsOf(best.dialog)?.size === 0;
  const bare = readers.classifier.classify(tokensOf(folded));
  if (saysNothing(folded)) return { ...bare, score: 0 };
  // "Thanks, that was useful" says no more without its thanks.
  const words = plainWords(folded);
  const mayBeTalk = folded !== text.folded && words.split(' ').length <= longestTalk && !isWholeRequest(words);
  const polite = mayBeTalk ? readers.classifier.classify(tokensOf(text.folded)) : bare;
  const whole = isTalk(polite) && polite.score > bare.score ? polite : bare;
  const isWish = (clause: Classification): boolean => !isTalk(clause) && clause.score >= surely;
  if (isWish(whole)) return whole;
  const clauses = folded.split(border).filter((clause) => plainWords(clause).split(' ').length >= shortestClause);
  if (clauses.length < 2) return whole;
  const wishes = clauses
    .slice(0, mostClauses)
    .map((clause) => readers.classifier.classify(tokensOf(clause)))
    .filter(isWish);
  return wishes.toSorted((one, other) => other.score - one.score)[0] ?? whole;
}

/** "The", "mes", "1500": it says nothing alone. */
function saysNothing(folded: string): boolean {
  return functionWords.has(plainWords(folded)) || !/\p{L}/u.test(folded);
}
