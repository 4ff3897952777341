import { readHeld } from '../../bots/turns/held-replies.ts';
import type { RecheckReplies } from '../../bots/turns/recheck-replies.ts';
import { createTellLedger } from '../../bots/turns/tell-ledger.ts';
import type { DisclosedMessage, Origin } from '../../secrecy/origin.ts';
import type { OutgoingMessage } from '../../secrecy/outgoing-message.ts';

/** The origin of what a test lets a bot say. */
export const testOrigin: Origin = { messages: ['test'], disclosed: {}, fields: [], rule: 'test' };

/** A message as if it had passed the gate. */
export function disclosed(message: OutgoingMessage): DisclosedMessage {
  return { ...message, origin: testOrigin };
}

/** Tells as the product does, under no key. */
export const testTellLedger = createTellLedger({ signer: { macOf: () => 'mac' }, now: () => new Date(0) });

/** Lets everything that waited leave. */
export const recheckNothing: RecheckReplies = async ({ unsent }) => unsent.map((stored) => readHeld(stored).reply);
