import { advance } from './advance.ts';
import type { Command } from './reading.ts';
import { answerToNothing, answerYesOrNo, choosePosition } from './repairs/answer.ts';
import { cancel } from './repairs/cancel.ts';
import { answerClarify, clarify, saidSoFar } from './repairs/clarify.ts';
import { explain } from './repairs/explain.ts';
import { isAnotherPrice } from './repairs/follow-up.ts';
import { followUp } from './repairs/go-on.ts';
import { begin, provide } from './repairs/interrupt.ts';
import { tellLate } from './repairs/late.ts';
import { beginWithListed, showListed } from './repairs/listed.ts';
import { moreChoices, moreOfAnswer } from './repairs/more.ts';
import { press, unknownButton } from './repairs/press.ts';
import { clearStale, isExpired } from './repairs/stale.ts';
import { beyond, foreign, redacted, unclear, unreadable } from './repairs/unclear.ts';
import type { Turn } from './turn.ts';

type Answer = Extract<Command, { readonly type: 'choose' | 'affirm' | 'deny' | 'provide' }>;

/** "More": the next page of the list on the screen, or of the entries that were shown last. */
async function showMore(turn: Turn): Promise<void> {
  const frame = turn.frames.at(-1);
  await (frame ? moreChoices(turn, frame) : moreOfAnswer(turn));
}

async function answerWithoutQuestion(turn: Turn, command: Answer): Promise<void> {
  if (command.type === 'provide') return followUp(turn, turn.reading.entities);
  if (command.type === 'choose') return showListed(turn, command.position);
  answerToNothing(turn, command.type);
}

async function handleAnswer(turn: Turn, command: Answer): Promise<void> {
  const frame = turn.frames.at(-1);
  if (!frame) return answerWithoutQuestion(turn, command);
  turn.focus = frame;
  if (command.type === 'provide') return provide(turn, frame);
  if (command.type === 'choose') return choosePosition(turn, frame, command.position);
  await answerYesOrNo(turn, frame, command.type === 'affirm' ? 'yes' : 'no');
}

async function whichOf(turn: Turn, dialogs: readonly string[]): Promise<void> {
  await (isAnotherPrice(turn) ? followUp(turn, turn.reading.entities) : clarify(turn, dialogs, saidSoFar(turn, dialogs)));
}

async function handleUnclear(turn: Turn, command: Extract<Command, { readonly type: 'unclear' }>): Promise<void> {
  if (command.foreign) return foreign(turn);
  await (command.beyond ? beyond(turn) : unclear(turn));
}

async function handleCommand(turn: Turn, command: Exclude<Command, { readonly type: 'settled' }>): Promise<void> {
  if (command.type === 'start') {
    const plan = turn.plans.get(command.dialog);
    if (!plan) return unclear(turn);
    return command.listed === undefined ? begin(turn, plan, { follows: command.follows }) : beginWithListed(turn, plan, command.listed);
  }
  if (command.type === 'press') return press(turn, command.button);
  if (command.type === 'press_unknown') return unknownButton(turn);
  if (command.type === 'clarify') return whichOf(turn, command.dialogs);
  if (command.type === 'cancel') return cancel(turn);
  if (command.type === 'more') return showMore(turn);
  if (command.type === 'explain') return explain(turn);
  if (command.type === 'unclear') return handleUnclear(turn, command);
  if (command.type === 'redacted') return redacted(turn);
  if (command.type === 'unreadable') return unreadable(turn);
  await handleAnswer(turn, command);
}

/** Does what one message asks for; everything that happens is written into the turn. */
export async function handleMessage(turn: Turn): Promise<void> {
  turn.focus = turn.frames.at(-1);
  const {
    offeredBefore: offer,
    reading: { command },
  } = turn;
  if (command.type === 'settled') return tellLate(turn, command);
  if (clearStale(turn)) return advance(turn, 'resumed');
  if (offer && !isExpired(offer.at, turn.now) && (await answerClarify(turn, offer, command))) return;
  await handleCommand(turn, command);
}
