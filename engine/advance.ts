import { askConfirmation, askSlot, type Question } from './ask.ts';
import type { SlotPlan } from './dialog-plan.ts';
import { closeFrame } from './frames.ts';
import { offerChoices } from './offer-choices.ts';
import { preface } from './preface.ts';
import { answerElsewhere, mayTell } from './repairs/elsewhere.ts';
import { failFrame } from './repairs/fail.ts';
import { remember } from './repairs/follow-up.ts';
import { linkFirst } from './repairs/link-first.ts';
import { runDialog } from './run-dialog.ts';
import type { Frame } from './state.ts';
import { planOf, type Turn, topicOf } from './turn.ts';

/** Why the top frame is being taken up: by what the customer said, or because what was above it has ended (after small talk without a word). */
export type Approach = 'addressed' | 'resumed' | 'resumed_quietly';

/** How often a question comes back by itself. */
const maxResumes = 2;

type Outcome = 'waiting' | 'ended' | 'pushed' | 'reopened';

/** An optional slot is asked for only once its value was refused. */
function mustAsk({ frame, turn }: Question, slot: SlotPlan): boolean {
  if (Object.hasOwn(frame.slots, slot.name)) return false;
  return !slot.optional || (slot.askable && (turn.refused === slot.name || frame.asked?.slot === slot.name));
}

function end(turn: Turn, frame: Frame): 'ended' {
  closeFrame(turn, frame);
  turn.events.push(`ended ${frame.dialog}`);
  return 'ended';
}

/** Asks for the next thing that is missing, then for the confirmation, then runs. */
async function proceed(question: Question): Promise<Outcome> {
  const { turn, frame, plan } = question;
  for (const slot of plan.slots) {
    if (!mustAsk(question, slot)) continue;
    if (slot.kind !== 'choice') {
      await askSlot(question, slot);
      return 'waiting';
    }
    const offered = await offerChoices(question, slot);
    if (offered === 'none') {
      // "Nothing from Fnac" is an answer, too: "and at Darty?" goes on from it.
      remember(turn, frame);
      return end(turn, frame);
    }
    if (offered === 'shown') return 'waiting';
  }
  if (plan.definition.confirm && turn.confirmed !== frame.id) {
    await askConfirmation(question);
    return 'waiting';
  }
  return runDialog(question);
}

/** A question is put again after something else, but not for ever: who keeps talking of other things has left it. */
function isAbandoned(frame: Frame, approach: Approach): boolean {
  if (approach === 'addressed') delete frame.resumes;
  if (approach !== 'resumed' || !frame.asked) return false;
  frame.resumes = (frame.resumes ?? 0) + 1;
  return frame.resumes > maxResumes;
}

async function step(turn: Turn, frame: Frame, approach: Approach): Promise<Outcome> {
  const plan = planOf(turn, frame);
  const keep = turn.replies.length;
  try {
    if (approach === 'addressed' && (await preface({ turn, frame, plan })) === 'over') return end(turn, frame);
    if (plan.definition.requires?.linked && !(await turn.guards.linked())) {
      // Linking was just given up, or undone: to insist would be a loop.
      return approach === 'addressed' ? linkFirst(turn, frame) : end(turn, frame);
    }
    if (!(await mayTell(turn, frame))) {
      answerElsewhere(turn, frame);
      return end(turn, frame);
    }
    if (isAbandoned(frame, approach)) return end(turn, frame);
    if (approach !== 'addressed') turn.events.push(`resumed ${frame.dialog}`);
    if (approach === 'resumed' && frame.asked)
      turn.lead = { line: { key: 'engine.resume', args: { title: topicOf(turn, frame) } }, instead: false };
    return await proceed({ turn, frame, plan });
  } catch (error) {
    failFrame(turn, frame, { error, keep });
    return 'ended';
  }
}

/** Goes on with the top of the stack, and with what is below whenever something ends, until the customer's word is needed or nothing is open. */
export async function advance(turn: Turn, first: Approach): Promise<void> {
  let approach = first;
  for (;;) {
    const frame = turn.frames.at(-1);
    if (!frame) return;
    const outcome = await step(turn, frame, approach);
    if (outcome === 'waiting') return;
    if (outcome === 'ended') approach = planOf(turn, frame).smallTalk ? 'resumed_quietly' : 'resumed';
    else approach = 'addressed';
  }
}
