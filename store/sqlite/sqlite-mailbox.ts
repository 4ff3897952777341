import type { ConversationCodec, StoredClaim } from '../conversation-codec.ts';
import type { Claim, ConversationStore, StoreTimes } from '../port.ts';
import type { GroupCommit } from './group-commit.ts';
import { claimFirstOrphan, finishTurn, takeInto } from './mailbox-moves.ts';
import type { MailboxStatements } from './mailbox-statements.ts';
import { commitHead, readTurn } from './mailbox-steps.ts';
import { asStoreError } from './sqlite-errors.ts';

export interface SqliteMailboxParts {
  readonly sql: MailboxStatements;
  readonly commits: GroupCommit;
  readonly codec: ConversationCodec;
  readonly times: StoreTimes;
  readonly nowMs: () => number;
}

/** The mailboxes in SQLite. A step run again for the same claim answers as the first time and changes nothing. */
export function createSqliteMailbox({ sql, commits, codec, times, nowMs }: SqliteMailboxParts): ConversationStore {
  const { leaseMs } = times;
  const decode = (stored: StoredClaim | undefined) => (stored === undefined ? undefined : codec.decodeClaim(stored));

  function ifHeld(claim: Claim, write: () => void): Promise<boolean> {
    return commits.run(() => {
      if (readTurn(sql, claim.conversation)?.fence !== claim.fence) return false;
      write();
      return true;
    });
  }

  return {
    async takeIn(entry) {
      const event = codec.encodeEvent(entry);
      const taken = await commits.run(() => takeInto(sql, { ...entry, event, nowMs: nowMs(), times }));
      return typeof taken === 'string' ? { outcome: taken } : { outcome: 'claimed', claim: codec.decodeClaim(taken) };
    },

    async commit(claim, result) {
      const { conversation } = claim;
      const state = codec.encodeState(conversation, result.state);
      const replies = codec.encodeReplies(conversation, result.replies);
      const write = () => commitHead(sql, { conversation, state, stateUntil: nowMs() + times.stateMs, replies });
      return (await ifHeld(claim, write)) ? 'committed' : 'stale';
    },

    async markSent(claim, count) {
      return (await ifHeld(claim, () => sql.markSent.run(claim.conversation, count))) ? 'ok' : 'stale';
    },

    async finish({ conversation, fence }) {
      return decode(await commits.run(() => finishTurn(sql, { conversation, fence, nowMs: nowMs(), leaseMs })));
    },

    async renew(claim) {
      const held = await ifHeld(claim, () => sql.lease.run(claim.fence, nowMs() + leaseMs, claim.conversation));
      return held ? 'ok' : 'stale';
    },

    async release(claim) {
      await ifHeld(claim, () => sql.lease.run(0, 0, claim.conversation));
    },

    async claimOrphan() {
      // Reading first: a sweep that finds nothing writes nothing and locks nothing.
      if (!hasOrphan(sql, nowMs())) return undefined;
      return decode(await commits.run(() => claimFirstOrphan(sql, { nowMs: nowMs(), leaseMs })));
    },

    async forget(conversation) {
      await commits.run(() => {
        for (const clear of [sql.clearInbox, sql.clearOutbox, sql.clearState, sql.endTurn]) clear.run(conversation);
      });
    },
  };
}

function hasOrphan(sql: MailboxStatements, nowMs: number): boolean {
  try {
    return sql.orphan.get(nowMs) !== undefined;
  } catch (error) {
    throw asStoreError(error);
  }
}
