import { digestOf } from '../digest-of.ts';
import type { Envelope } from '../envelope.ts';
import type { Claim, ConversationStore } from '../port.ts';
import { conversationPlaces, partitionKeys } from './mailbox-keys.ts';
import { readStoredClaim } from './read-reply.ts';
import { forgetEffects } from './redis-effects.ts';
import { createHeldTurns, type HeldTurnsParts } from './redis-held-turns.ts';
import { createClaimDue, createSweep } from './sweep.ts';

export interface MailboxParts extends HeldTurnsParts {
  readonly envelope: Pick<Envelope, 'destroy' | 'foresee'>;
}

/** The mailboxes in Redis: one script, and so one round trip, for each step. */
export function createRedisMailbox(parts: MailboxParts): ConversationStore {
  const { connection, prefix, codec, times, envelope } = parts;
  const claimDue = createClaimDue<Claim>(createSweep(connection, partitionKeys(prefix, 'work')));

  return {
    ...createHeldTurns(parts),

    async takeIn(entry) {
      const { conversation } = entry;
      const { turn, inbox, outbox, state, work, fences, seen } = conversationPlaces(prefix, conversation);
      const keys = [turn, inbox, outbox, state, work, fences, seen + digestOf(entry.eventId)];
      const given = [conversation, await codec.encodeEvent(entry), times.leaseMs, times.dedupeMs, times.mostWaiting];
      envelope.foresee(conversation);
      const reply = await connection.write((client) => client.guichetTakeInBuffer(...keys, ...given));
      if (reply === 0) return { outcome: 'duplicate' };
      if (reply === 2) return { outcome: 'full' };
      const stored = reply === 1 ? undefined : readStoredClaim(conversation, reply);
      return stored === undefined ? { outcome: 'queued' } : { outcome: 'claimed', claim: await codec.decodeClaim(stored, entry) };
    },

    async noteEcho(conversation, sendId) {
      const { turn } = conversationPlaces(prefix, conversation);
      await connection.ask((client) => client.guichetNoteEchoBuffer(turn, digestOf(sendId)));
    },

    claimOrphan: () =>
      claimDue(async (conversation) => {
        const { turn, inbox, outbox, state, work, fences } = conversationPlaces(prefix, conversation);
        const keys = [turn, inbox, outbox, state, work, fences];
        const reply = await connection.ask((client) => client.guichetClaimOrphanBuffer(...keys, conversation, times.leaseMs));
        const stored = readStoredClaim(conversation, reply);
        return stored && codec.decodeClaim(stored);
      }),

    async readState(conversation) {
      const { state } = conversationPlaces(prefix, conversation);
      const stored = await connection.ask((client) => client.getBuffer(state));
      return stored === null ? undefined : codec.decodeState(conversation, stored);
    },

    async forget(conversation) {
      await envelope.destroy(conversation);
      const { turn, inbox, outbox, state, work, quarantine, quarantined } = conversationPlaces(prefix, conversation);
      const keys = [turn, inbox, outbox, state, work, quarantine, quarantined];
      await connection.ask((client) => client.guichetForgetBuffer(...keys, conversation));
      await forgetEffects(parts, conversation);
    },

    async forgetBeside(conversation) {
      const { quarantine, quarantined } = conversationPlaces(prefix, conversation);
      await connection.ask((client) => client.guichetForgetAsideBuffer(quarantine, quarantined));
      await forgetEffects(parts, conversation);
    },

    destroyKey: (conversation) => envelope.destroy(conversation),
  };
}
