import { backToQueue, type CustomerMessage, takeMessage } from './customer-message.ts';
import { type DecideContext, decide } from './decide.ts';
import { type Decision, done } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import type { Hold } from './hold.ts';
import { muteAnnouncements } from './mute.ts';
import { isQuiet, takeScore } from './return-contract.ts';

/** What a turn is about: something that happened at the desk, or on the customer's side; `notice`: the customer did nothing, but is told of something. */
export type TurnEvent =
  | { readonly from: 'desk'; readonly event: DeskEvent }
  | { readonly from: 'customer'; readonly message: CustomerMessage; readonly notice: boolean };

/**
 * Who answers it. `desk`: it is decided, and what is said follows from that. `holder`: it is put down for whoever holds the conversation; all
 * that may be said besides is for safety. `bot`: nothing is decided, the bot is asked.
 */
export type TurnDecision = { readonly answers: 'desk' | 'holder'; readonly decision: Decision } | { readonly answers: 'bot' };

/** What is decided without the bot although the bot holds the conversation. */
function aside(hold: Hold, { message, notice }: Extract<TurnEvent, { from: 'customer' }>, now: Date): Decision | undefined {
  const scored = message.payload === undefined ? undefined : takeScore(hold, message.payload);
  if (scored) return scored;
  return isQuiet(hold, now) && !notice ? backToQueue(hold, message, now) : undefined;
}

/** Decides an event of a conversation by who holds it, as far as it can be decided without the bot. */
export function decideTurn(hold: Hold, event: TurnEvent, { now, hasWindow }: DecideContext): TurnDecision {
  if (event.from === 'desk') {
    const decided = decide(hold, event.event, { now, hasWindow });
    return { answers: 'desk', decision: hasWindow ? muteAnnouncements(hold, decided, now) : decided };
  }
  if (hold.owner.kind !== 'bot') return { answers: 'holder', decision: event.notice ? done(hold) : takeMessage(hold, event.message, now) };
  const decision = aside(hold, event, now);
  return decision ? { answers: 'desk', decision } : { answers: 'bot' };
}
