import type { Question } from './ask.ts';
import { closeFrame } from './frames.ts';
import { countTry } from './repairs/count-try.ts';
import { remember } from './repairs/follow-up.ts';
import { createSay, messageOf, type Shown } from './say.ts';

function finish({ turn, frame }: Question, shown: Shown = {}): 'ended' {
  closeFrame(turn, frame);
  turn.events.push(`completed ${frame.dialog}`);
  remember(turn, frame, shown);
  return 'ended';
}

/**
 * Refused slots are asked again. The frame gets a new id: what it will do with another value is another effect,
 * and the buttons it showed are void. What cannot be asked for is left to a follow-up.
 */
function reopen(question: Question, refused: readonly string[]): 'reopened' | 'ended' {
  const { turn, frame, plan } = question;
  frame.id = turn.newId();
  frame.phase = 'filling';
  for (const slot of refused) delete frame.slots[slot];
  turn.events.push(...refused.map((slot) => `rejected ${slot}`));
  const slot = plan.slots.find((candidate) => candidate.askable && refused.includes(candidate.name));
  if (!slot) return finish(question);
  turn.refused = slot.name;
  return countTry(turn, frame, slot.name) === 'again' ? 'reopened' : 'ended';
}

/** Lets a dialog whose slots are filled do what it is for. */
export async function runDialog(question: Question): Promise<'reopened' | 'ended'> {
  const { turn, frame, plan } = question;
  const dialog = plan.definition.id;
  let shown: Shown = {};
  const answer = { frame: frame.id, note: (more: Shown) => void (shown = { ...shown, ...more }) };
  const say = createSay({ dialog, plans: turn.plans, replies: turn.replies, answer });
  const refused: string[] = [];
  frame.phase = 'running';
  await plan.definition.run({
    ...turn.services,
    slots: structuredClone(frame.slots),
    say,
    language: turn.language,
    now: turn.now,
    frameId: frame.id,
    message: (key: string, args?: Parameters<typeof messageOf>[2]) => messageOf(dialog, key, args),
    reject: (slot: string, key: string) => {
      refused.push(slot);
      say(key);
    },
  });
  return refused.length > 0 ? reopen(question, refused) : finish(question, shown);
}
