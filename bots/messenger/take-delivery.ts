import { OverloadedError } from '../turns/overloaded-error.ts';
import type { MessengerEvent } from './messenger-event.ts';

/** How the events of one delivery are taken in. */
export interface TakeDeliveryDeps {
  /** Takes one event; rejects where it is not taken. */
  take(event: MessengerEvent): Promise<void>;
  /** So many conversations at the same time. */
  readonly sideBySide?: number;
  /** After so long nothing more is begun: Meta has hung up, and brings all of it again. */
  readonly withinMs?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks?: () => number;
}

/** Many at once: they share flushes and round trips, and are in the journal before the turns of the first ones want the processor. */
const defaultSideBySide = 512;
const defaultWithinMs = 4_500;
const lateRetryS = 2;

/**
 * The events of each conversation, in the order in which they happened: Meta promises none within a delivery that repeats failed
 * ones. Events of the same moment stay as they came.
 */
function conversationsOf(events: readonly MessengerEvent[]): readonly (readonly MessengerEvent[])[] {
  const byConversation = new Map<string, MessengerEvent[]>();
  for (const event of events) {
    const name = JSON.stringify([event.pageId, event.senderId]);
    const known = byConversation.get(name);
    if (known) known.push(event);
    else byConversation.set(name, [event]);
  }
  return [...byConversation.values()].map((ofOne) => ofOne.toSorted((first, second) => first.at - second.at));
}

/**
 * Takes the events of a delivery: those of one conversation one after the other, conversations side by side. What is refused keeps
 * later events of its own conversation waiting, or they would overtake it, and nobody else's.
 * @throws what the first one was refused with, once all the others have been taken or refused.
 */
export function createTakeDelivery(deps: TakeDeliveryDeps): (events: readonly MessengerEvent[]) => Promise<void> {
  const { take, sideBySide = defaultSideBySide, withinMs = defaultWithinMs, ticks = () => performance.now() } = deps;
  return async (events) => {
    const waiting = conversationsOf(events).values();
    const until = ticks() + withinMs;
    const refusals: unknown[] = [];
    const takeNext = async (): Promise<void> => {
      // Each of these takes from the same iterator.
      for (const conversation of waiting) {
        if (ticks() > until) return void refusals.push(new OverloadedError('event_loop', lateRetryS));
        try {
          for (const event of conversation) await take(event);
        } catch (error) {
          refusals.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(sideBySide, events.length) }, takeNext));
    if (refusals.length > 0) throw refusals[0];
  };
}
