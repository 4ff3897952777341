import { digestOf } from '../digest-of.ts';
import type { Envelope } from '../envelope.ts';
import type { ConversationStore } from '../port.ts';
import { bytesOf } from './columns.ts';
import { claimFirstOrphan, takeInto } from './mailbox-moves.ts';
import { reading } from './sqlite-errors.ts';
import { createHeldTurns, type HeldTurnsParts } from './sqlite-held-turns.ts';

export interface MailboxParts extends HeldTurnsParts {
  readonly envelope: Pick<Envelope, 'destroy'>;
}

/** The mailboxes in SQLite. A step run again for the same claim answers as the first time and changes nothing. */
export function createSqliteMailbox(parts: MailboxParts): ConversationStore {
  const { sql, commits, codec, times, nowMs, envelope } = parts;

  return {
    ...createHeldTurns(parts),

    async takeIn(entry) {
      const event = await codec.encodeEvent(entry);
      const taken = await commits.run(() => takeInto(sql, { ...entry, event, nowMs: nowMs(), times }));
      return typeof taken === 'string' ? { outcome: taken } : { outcome: 'claimed', claim: await codec.decodeClaim(taken) };
    },

    async noteEcho(conversation, sendId) {
      await commits.run(() => sql.noteEcho.run(digestOf(sendId), conversation));
    },

    async claimOrphan() {
      // Reading first: a sweep that finds nothing writes nothing and locks nothing.
      if (reading(() => sql.orphan.get(nowMs())) === undefined) return undefined;
      const stored = await commits.run(() => claimFirstOrphan(sql, { nowMs: nowMs(), leaseMs: times.leaseMs }));
      return stored && codec.decodeClaim(stored);
    },

    async readState(conversation) {
      const state = bytesOf(
        reading(() => sql.state.get(conversation, nowMs())),
        'state',
      );
      return state && codec.decodeState(conversation, state);
    },

    async forget(conversation) {
      await envelope.destroy(conversation);
      const { clearInbox, clearOutbox, clearState, clearEchoes, clearQuarantine, clearEffects, endTurn } = sql;
      await commits.run(() => {
        for (const clear of [clearInbox, clearOutbox, clearState, clearEchoes, clearQuarantine, clearEffects, endTurn]) {
          clear.run(conversation);
        }
      });
    },

    async forgetBeside(conversation) {
      await commits.run(() => {
        for (const clear of [sql.clearQuarantine, sql.clearEffects]) clear.run(conversation);
      });
    },

    destroyKey: (conversation) => envelope.destroy(conversation),
  };
}
