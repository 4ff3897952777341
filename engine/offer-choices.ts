import { askContext, type Question } from './ask.ts';
import { encodeButton } from './button.ts';
import type { Choice } from './define-dialog.ts';
import type { SlotPlan } from './dialog-plan.ts';
import { buttonBinding, isOnScreen, putQuestion } from './questions.ts';
import type { MessageRef, ReplyOption } from './reply.ts';
import { messageOf } from './say.ts';
import { type Frame } from './state.ts';
import { sayLead } from './turn.ts';

/** How many choices fit on a phone at a time, and how many there are to look through: Messenger takes at most 13 quick replies. */
const pageSize = 5;
const maxChoices = 10;

interface Offer {
  readonly question: Question;
  readonly slot: SlotPlan;
  readonly choices: readonly Choice[];
  /** How many of them are on the screen once they are offered. */
  readonly shown: number;
}

function choiceOption(frame: Frame, choice: Choice, position: number): ReplyOption {
  return { label: choice.label, payload: encodeButton({ kind: 'answer', frame: buttonBinding(frame), choice: position }) };
}

/** The choices of a page as quick replies; `more` where others follow. */
function pageOptions({ question: { frame }, choices, shown }: Offer, from: number): ReplyOption[] {
  const page = choices.slice(from, shown).map((choice, index) => choiceOption(frame, choice, from + index));
  if (shown >= Math.min(choices.length, maxChoices)) return page;
  const more = { label: { key: 'engine.more', args: {} }, payload: encodeButton({ kind: 'more', frame: buttonBinding(frame) }) };
  return [...page, more];
}

function numbered({ key, args, otherwise }: MessageRef, position: number): MessageRef {
  return { key, args: { position, ...args }, ...(otherwise ? { otherwise: numbered(otherwise, position) } : {}) };
}

/** The numbered lines of a page. Each is handed its `position`, from 1, to be printed by the dialog's own sentence. */
function pageLines({ choices, shown }: Offer, from: number): MessageRef[] {
  const lines = choices.slice(from, shown).map(({ line, label }, index) => {
    return numbered(line ?? label, from + index + 1);
  });
  if (shown >= choices.length) return lines;
  return [...lines, { key: shown < maxChoices ? 'engine.choices_more' : 'engine.choices_narrow', args: { count: shown } }];
}

function note({ question: { frame }, slot, choices, shown }: Offer): void {
  const ids = choices.slice(0, shown).map((choice) => choice.id);
  putQuestion(frame, slot.name, ids);
}

function showList(offer: Offer): void {
  const { question, slot } = offer;
  sayLead(question.turn);
  note(offer);
  const ask = messageOf(question.frame.dialog, `ask.${slot.name}`);
  question.turn.replies.push({ kind: 'text', lines: [ask, ...pageLines(offer, 0)], options: pageOptions(offer, 0) });
}

/** The list is on the screen already, further up: the question alone, or what was just said about the answer, stands for it. */
function askBriefly(offer: Offer): void {
  const { turn, frame } = offer.question;
  const { lead } = turn;
  turn.lead = undefined;
  const ask = messageOf(frame.dialog, `ask.${offer.slot.name}`);
  const lines = lead ? [lead.line, ...(lead.instead ? [] : [ask])] : [ask];
  turn.replies.push({ kind: 'text', lines, options: pageOptions(offer, 0) });
}

/** What the dialog offers for a slot, as far as it can be shown. */
async function choicesFor(question: Question, slot: SlotPlan): Promise<readonly Choice[]> {
  return (await question.plan.definition.choices?.[slot.name]?.(askContext(question, slot.name))) ?? [];
}

/** Fills a slot from what its dialog offers: `none` ends the dialog, one is `taken`, several are `shown`. */
export async function offerChoices(question: Question, slot: SlotPlan): Promise<'none' | 'taken' | 'shown'> {
  const { turn, frame } = question;
  const choices = await choicesFor(question, slot);
  const [first, second] = choices;
  if (!first) {
    turn.lead = undefined;
    turn.replies.push({ kind: 'text', lines: [messageOf(frame.dialog, `none.${slot.name}`)] });
    turn.events.push(`none ${slot.name}`);
    return 'none';
  }
  // A single choice that the dialog has just refused is shown: taking it again would only be refused again.
  if (!second && turn.refused !== slot.name) {
    turn.lead = undefined;
    frame.slots[slot.name] = first.id;
    turn.events.push(`filled ${slot.name}`);
    return 'taken';
  }
  const ids = choices.map((choice) => choice.id);
  const onScreen = turn.refused !== slot.name && isOnScreen(frame, slot.name, ids);
  const shown = onScreen ? (frame.asked?.choices?.length ?? pageSize) : Math.min(choices.length, pageSize);
  (onScreen ? askBriefly : showList)({ question, slot, choices, shown });
  turn.events.push(`asked ${slot.name}`);
  return 'shown';
}

/**
 * Shows the next page of the list on the screen, numbered on from the last one.
 * @returns false when there is no list any more, or nothing is left of it to show.
 */
export async function offerMore(question: Question, slot: SlotPlan): Promise<boolean> {
  const { turn, frame } = question;
  const choices = await choicesFor(question, slot);
  const before = frame.asked?.choices?.length ?? 0;
  const shown = Math.min(before + pageSize, choices.length, maxChoices);
  const ids = choices.map((choice) => choice.id);
  if (!isOnScreen(frame, slot.name, ids) || shown <= before) return false;
  const offer = { question, slot, choices, shown };
  note(offer);
  turn.replies.push({ kind: 'text', lines: pageLines(offer, before), options: pageOptions(offer, before) });
  turn.events.push(`more ${slot.name}`);
  return true;
}
