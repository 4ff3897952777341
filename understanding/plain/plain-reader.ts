import type { Command, Expectation } from '../../engine/reading.ts';
import { isCancel } from './cancel.ts';
import { isMore } from './more.ts';
import type { NeedReader } from './person.ts';
import { readAskedPosition, readPosition } from './position.ts';
import { readSmallTalk } from './small-talk.ts';
import { isWhatIsIt } from './what-is-it.ts';
import { readYesNo } from './yes-no.ts';

export interface PlainText {
  readonly clean: string;
  /** As `plainWords` gives them. */
  readonly words: string;
  readonly expecting: Expectation | undefined;
}

/** No list goes further: a larger number out of the blue is no position. */
const mostListed = 10;

/** Reads what needs no classifier; undefined when a message is not of that kind. */
export type PlainReader = (text: PlainText) => Command | undefined;

/**
 * Makes the reader of what can be taken at its word. What cannot wait comes first, whatever is being asked.
 * @param dialogs the ids that exist; small talk is only read where its dialog does.
 */
export function createPlainReader(dialogs: ReadonlySet<string>, needOf: NeedReader): PlainReader {
  const start = (dialog: string): Command | undefined => (dialogs.has(dialog) ? { type: 'start', dialog } : undefined);
  return ({ clean, words, expecting }) => {
    const need = needOf(words);
    if (need) return start(need.dialog) ?? start('person');
    if (isCancel(words)) return { type: 'cancel' };
    const answer = readAnswer(words, clean, expecting);
    if (answer) return answer;
    if (isMore(words) && (!expecting || expecting.kind === 'choice')) return { type: 'more' };
    const talk = readSmallTalk(words, clean);
    if (talk) return start(talk);
    if (isIdleCivility(words, clean)) return start('thanks') ?? { type: 'unclear' };
    return expecting ? undefined : readIdleAnswer(words, clean);
  };
}

function readAnswer(words: string, clean: string, expecting: Expectation | undefined): Command | undefined {
  if (!expecting) return undefined;
  // Figures that are no code are a mistyped code, never another wish.
  if (expecting.kind === 'slot' && expecting.slotKind === 'linkCode' && /^[\d ]+$/.test(words) && words.replaceAll(' ', '').length !== 6)
    return { type: 'unclear' };
  if (expecting.kind === 'choice') {
    const position = readPosition(words);
    if (position !== undefined && position !== 0) return { type: 'choose', position };
  }
  const asksOfIt = expecting.kind === 'confirmation' || (expecting.kind === 'choice' && !expecting.offer);
  if (asksOfIt && isWhatIsIt(words)) return { type: 'explain' };
  const yesNo = readYesNo(words, clean);
  return yesNo && { type: yesNo };
}

/** "ok", "d'accord", "non merci" when nothing was asked: a civility, not an answer. A bare yes or no then means nothing. */
function isIdleCivility(words: string, clean: string): boolean {
  return (
    /^(?:ok|okay|oki|d'accord|dac|daccord|ca marche|entendu|parfait|perfect|fine|sure|cool|top|super|genial|nickel|non merci|no thanks|no thank you|c'est bon)(?: (?:merci|thanks|super|top|alors|then))*$/.test(
      words,
    ) ||
    (readYesNo(words, clean) === 'affirm' && words === '')
  );
}

/** "2", "oui", "non" when nothing is asked: still an answer, and the engine says that there was no question, or no longer one. */
function readIdleAnswer(words: string, clean: string): Command | undefined {
  const position = readAskedPosition(words);
  if (position !== undefined && position > 0 && position <= mostListed) return { type: 'choose', position };
  const yesNo = words === '' ? undefined : readYesNo(words, clean);
  return yesNo && { type: yesNo };
}
