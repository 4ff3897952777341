import type { Decision } from '../../handoff/decision.ts';
import type { Hold } from '../../handoff/hold.ts';
import { settle } from '../../handoff/settle.ts';
import type { NewEntry } from '../../handoff/thread-entries.ts';
import type { Question } from '../turns/answer.ts';
import { warnOfTyped } from '../turns/warn-of-typed.ts';
import { concludeTurn } from './conclude-turn.ts';
import { type Answered, type DeskTurnDeps, languageOf, noWords, type Words } from './desk-turn.ts';
import { shownOf } from './exchange-of.ts';
import { isSafePress } from './safe-press.ts';

interface SafeWords {
  readonly words: Words;
  readonly entries: readonly NewEntry[];
}

/** The bot carries out the one thing that cannot wait for anybody, or tells what came of it. */
async function carryOut({ answer }: DeskTurnDeps, question: Question): Promise<SafeWords> {
  const words = await answer(question);
  const sentences = words.messages.map(shownOf).map(({ text, ...sentence }) => ({ ...sentence, text: text ?? null }));
  return { words, entries: sentences.length > 0 ? [{ kind: 'bot', sentences, dialog: words.trace.dialog, delivery: 'sent' }] : [] };
}

/**
 * What is said whoever holds the conversation: what was taken out of the message, and what comes of a button that blocks a card, also late.
 * Where another inbox of the Page holds it nothing is, for Meta would not take it.
 */
async function safetyOf(deps: DeskTurnDeps, question: Question, hold: Hold): Promise<SafeWords> {
  const words = noWords(question, hold, ['held']);
  if (hold.owner.kind === 'page_inbox') return { words, entries: [] };
  if (question.notice || isSafePress(question)) return carryOut(deps, question);
  const warning = warnOfTyped([...new Set(question.redacted)], { door: question.address.door, dialog: null });
  const messages = warning.length === 0 ? [] : deps.disclose(warning, deps.facts.plainAudience(languageOf(question)));
  return { words: { ...words, messages }, entries: [] };
}

/** A turn of a conversation that somebody else than the bot holds: recorded as it was taken, shown at the desk, and not answered. */
export async function heldTurn(
  deps: DeskTurnDeps,
  question: Question,
  { hold, taken }: { readonly hold: Hold; readonly taken: Decision },
): Promise<Answered> {
  const { words, entries } = await safetyOf(deps, question, hold);
  if (taken.outcome === 'refused') throw new TypeError('what a customer says is always taken');
  // What was said for safety passes the gate with the rest.
  const sender = { kind: 'safety', token: taken.hold.owner.token } as const;
  const safe = words.messages.map(() => ({ said: { kind: 'sentence', key: 'safety', args: {} }, sender }) as const);
  const settled = settle(hold, { ...taken, entries: [...taken.entries, ...entries], sayings: [...taken.sayings, ...safe] }, deps.now());
  const said = settled.outcome === 'done' ? { ...settled, sayings: taken.sayings } : settled;
  return concludeTurn(deps, question, { before: hold, settled: said, words });
}
