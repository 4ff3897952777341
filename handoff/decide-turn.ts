import type { DecideContext } from './case-rules.ts';
import { takeContact } from './contact-choice.ts';
import { backToQueue, type CustomerMessage, takeLook, takeMessage } from './customer-message.ts';
import { decide } from './decide.ts';
import { type Decision, done } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import { looksAtDocuments } from './documents.ts';
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

/** What a button of ours decides without the bot although the bot holds the conversation. */
function aside(hold: Hold, { payload }: CustomerMessage, now: Date): Decision | undefined {
  return payload === undefined ? undefined : (takeScore(hold, payload) ?? takeContact(hold, payload, now));
}

/** Decides an event of a conversation by who holds it, as far as it can be decided without the bot. */
export function decideTurn(hold: Hold, event: TurnEvent, context: DecideContext): TurnDecision {
  const { now, hasWindow } = context;
  if (event.from === 'desk') {
    const decided = decide(hold, event.event, context);
    return { answers: 'desk', decision: hasWindow ? muteAnnouncements(hold, decided, now) : decided };
  }
  const { message } = event;
  const isLook = looksAtDocuments(message.payload);
  const take = isLook ? takeLook : takeMessage;
  if (hold.owner.kind !== 'bot') return { answers: 'holder', decision: event.notice ? done(hold) : take(hold, message, now) };
  const decision = aside(hold, message, now);
  if (decision) return { answers: 'desk', decision };
  // The bot has promised to be quiet: the queue holds it with this message.
  const isForPeople = isQuiet(hold, now) && !event.notice && !isLook;
  return isForPeople ? { answers: 'holder', decision: backToQueue(hold, message, now) } : { answers: 'bot' };
}
