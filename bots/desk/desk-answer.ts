import { decideTurn, type TurnEvent } from '../../handoff/decide-turn.ts';
import type { Decision } from '../../handoff/decision.ts';
import { type Hold, readHold } from '../../handoff/hold.ts';
import { settle } from '../../handoff/settle.ts';
import type { Answer, Question } from '../turns/answer.ts';
import { botHeldTurn } from './bot-turn.ts';
import { concludeTurn } from './conclude-turn.ts';
import { type Answered, type DeskTurnDeps, hasWindow, messageOf, noWords } from './desk-turn.ts';
import { heldTurn } from './held-turn.ts';

function eventOf(question: Question): TurnEvent {
  const { desk, notice } = question;
  return desk ? { from: 'desk', event: desk } : { from: 'customer', message: messageOf(question), notice: notice !== undefined };
}

/** Entries of a write bear the id that the browser gave it, so that it knows its own again. */
function named(decision: Decision, eventId: string): Decision {
  if (decision.outcome === 'refused') return decision;
  const write = eventId.replace(/^desk-/, '');
  const entries = decision.entries.map((entry) =>
    entry.kind === 'agent' || entry.kind === 'document' || entry.kind === 'note' ? { ...entry, write } : entry,
  );
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
    return concludeTurn(deps, question, { before: hold, settled, words: noWords(question, hold, events) });
  };
  return async (question) => {
    const hold = readHold(question.state.hold);
    const isMessenger = hasWindow(question);
    const routing = isMessenger ? deps.routing : 'off';
    const turn = decideTurn(hold, eventOf(question), { now: deps.now(), hasWindow: isMessenger, routing });
    if (turn.answers === 'bot') return botHeldTurn(deps, question, hold);
    if (turn.answers === 'holder') return heldTurn(deps, question, { hold, taken: turn.decision });
    const { desk, eventId } = question;
    const event = desk ? `desk ${desk.kind}` : 'answered aside';
    return conclude(question, hold, { decision: desk ? named(turn.decision, eventId) : turn.decision, event });
  };
}
