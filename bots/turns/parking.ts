import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Claim, ConversationStore } from '../../store/port.ts';

/**
 * Holds conversations whose channel or store is out of order until shortly before their lease ends, and lets go of them then.
 * Let go of at once, they would be found at once, again and again.
 */
export interface Parking {
  park(claim: Claim): void;
  readonly size: number;
  /** Lets go of all at once, also of those that come later. */
  close(): void;
  settled(): Promise<void>;
}

/** Holds nobody at first; each conversation is let go of after four fifths of its lease. */
export function createParking(conversations: Pick<ConversationStore, 'renew' | 'release'>, leaseMs: number): Parking {
  const parked = new Set<Promise<void>>();
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return {
    park(claim) {
      // A lease that ended first would count as an attempt, as if its worker had died of the event.
      const waiting = conversations
        .renew(claim)
        .catch(() => undefined)
        .then(() => pause(leaseMs * 0.8, undefined, { signal: closing.signal }))
        .catch(() => undefined)
        .then(() => conversations.release(claim, 'untouched'))
        // Its lease ends by itself.
        .catch(() => undefined)
        .finally(() => parked.delete(waiting));
      parked.add(waiting);
    },
    get size() {
      return parked.size;
    },
    close: () => closing.abort(),
    settled: async () => void (await Promise.allSettled(parked)),
  };
}
