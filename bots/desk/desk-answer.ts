import { takeContact } from '../../handoff/contact-choice.ts';
import { backToQueue } from '../../handoff/customer-message.ts';
import { decide } from '../../handoff/decide.ts';
import type { Decision } from '../../handoff/decision.ts';
import { type Hold, readHold } from '../../handoff/hold.ts';
import { muteAnnouncements } from '../../handoff/mute.ts';
import { isQuiet, takeScore } from '../../handoff/return-contract.ts';
import { settle } from '../../handoff/settle.ts';
import type { Answer, Question } from '../turns/answer.ts';
import { botHeldTurn } from './bot-turn.ts';
import { concludeTurn } from './conclude-turn.ts';
import { type Answered, type DeskTurnDeps, hasWindow, noWords } from './desk-turn.ts';
import { heldTurn } from './held-turn.ts';

/** What a button of ours decides without the bot although the bot holds the conversation. */
function aside({ input }: Question, hold: Hold, now: Date): Decision | undefined {
  return input.kind === 'button' ? (takeScore(hold, input.payload) ?? takeContact(hold, input.payload, now)) : undefined;
}

/** Entries of a write bear the id that the browser gave it, so that it knows its own again. */
function named(decision: Decision, eventId: string): Decision {
  if (decision.outcome === 'refused') return decision;
  const write = eventId.replace(/^desk-/, '');
  const entries = decision.entries.map((entry) => (entry.kind === 'agent' || entry.kind === 'note' ? { ...entry, write } : entry));
  return { ...decision, entries };
}

/**
 * Wraps the bot: every event of a conversation, a customer's or a colleague's, is decided here by who holds it. While somebody else than the
 * bot does, the bot is not asked.
 */
export function createDeskAnswer(deps: DeskTurnDeps): Answer {
  const conclude = (
    question: Question,
    hold: Hold,
    { decision, event }: { readonly decision: Decision; readonly event: string },
  ): Answered => {
    const settled = settle(hold, decision, deps.now());
    const events = [settled.outcome === 'refused' ? `${event} refused ${settled.why}` : event];
    return concludeTurn(deps, question, { settled, words: noWords(question, hold, events) });
  };
  return async (question) => {
    const hold = readHold(question.state.hold);
    const now = deps.now();
    const { desk } = question;
    if (desk) {
      const isMessenger = hasWindow(question);
      const decided = decide(hold, desk, { now, hasWindow: isMessenger, routing: isMessenger ? deps.routing : 'off' });
      const decision = named(isMessenger ? muteAnnouncements(hold, decided, now) : decided, question.eventId);
      return conclude(question, hold, { decision, event: `desk ${desk.kind}` });
    }
    if (hold.owner.kind !== 'bot') return heldTurn(deps, question, { hold });
    const decision = aside(question, hold, now);
    if (decision) return conclude(question, hold, { decision, event: 'answered aside' });
    return isQuiet(hold, now) && !question.notice
      ? heldTurn(deps, question, { hold, take: backToQueue })
      : botHeldTurn(deps, question, hold);
  };
}
