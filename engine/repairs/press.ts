import type { ButtonPayload } from '../button.ts';
import { buttonBinding } from '../questions.ts';
import type { ReplyOption } from '../reply.ts';
import { startOptions } from '../start-options.ts';
import type { Frame } from '../state.ts';
import { type Turn, tell } from '../turn.ts';
import { answerYesOrNo, choosePosition } from './answer.ts';
import { cancelFrame } from './cancel.ts';
import { begin } from './interrupt.ts';
import { moreChoices, moreOfAnswer } from './more.ts';
import { suggestions } from './unclear.ts';

/** What there is to do instead; an open question still waits for its answer. */
function instead(turn: Turn): readonly ReplyOption[] {
  return turn.frames.length > 0 ? [] : startOptions(turn.plans, suggestions(turn));
}

function old(turn: Turn): void {
  tell(turn, 'old_button', { options: instead(turn) });
  turn.events.push('old button');
}

/** A button that nobody here made, or that begins a dialog which does not exist. */
export function unknownButton(turn: Turn): void {
  tell(turn, 'unknown_button', { options: instead(turn) });
  turn.events.push('unknown button');
}

async function pressAnswer(turn: Turn, frame: Frame, choice: number | 'yes' | 'no'): Promise<void> {
  const { phase, asked } = frame;
  turn.focus = frame;
  if (choice === 'yes' || choice === 'no') return phase === 'confirming' ? answerYesOrNo(turn, frame, choice) : old(turn);
  const offered = phase === 'filling' && asked?.choices?.[choice] !== undefined;
  return offered ? choosePosition(turn, frame, choice + 1) : old(turn);
}

async function pressStart(turn: Turn, { dialog, follows, about }: Extract<ButtonPayload, { readonly kind: 'start' }>): Promise<void> {
  const plan = turn.plans.get(dialog);
  if (!plan) return unknownButton(turn);
  if (about === undefined) return begin(turn, plan, { follows });
  const subject = turn.subjects.find(({ frame }) => frame === about);
  return subject ? begin(turn, plan, { about: subject.about }) : old(turn);
}

/** Carries out a button. It answers the question that showed it, or nothing: an old one cannot act on what is open now. */
export async function press(turn: Turn, button: ButtonPayload): Promise<void> {
  if (button.kind === 'start') return pressStart(turn, button);
  if (button.kind === 'more' && button.frame === turn.last?.frame && turn.last.next !== undefined) return moreOfAnswer(turn);
  const top = turn.frames.at(-1);
  if (!top) return old(turn);
  if (button.kind === 'cancel') return button.frame === top.id ? cancelFrame(turn, top) : old(turn);
  if (button.frame === buttonBinding(top) && button.kind === 'more') return moreChoices(turn, top);
  return button.frame === buttonBinding(top) && button.kind === 'answer' ? pressAnswer(turn, top, button.choice) : old(turn);
}
