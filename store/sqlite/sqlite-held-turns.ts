import { type ConversationCodec, countedTries } from '../conversation-codec.ts';
import { digestOf } from '../digest-of.ts';
import { encodeEntries } from '../ledger-codec.ts';
import type { Claim, ConversationStore, StoreTimes } from '../port.ts';
import type { GroupCommit } from './group-commit.ts';
import { finishTurn } from './mailbox-moves.ts';
import type { MailboxStatements } from './mailbox-statements.ts';
import { commitHead, readTurn, setAside } from './mailbox-steps.ts';
import { reading } from './sqlite-errors.ts';

export interface HeldTurnsParts {
  readonly sql: MailboxStatements;
  readonly commits: GroupCommit;
  readonly codec: ConversationCodec;
  readonly times: StoreTimes;
  readonly nowMs: () => number;
}

type HeldTurns = Pick<ConversationStore, 'commit' | 'markSent' | 'finish' | 'begin' | 'renew' | 'release' | 'quarantine' | 'wasEchoed'>;

/** What the holder of a claim may do, in SQLite. */
export function createHeldTurns({ sql, commits, codec, times, nowMs }: HeldTurnsParts): HeldTurns {
  const { leaseMs } = times;

  function ifHeld(claim: Claim, write: () => void): Promise<boolean> {
    return commits.run(() => {
      if (readTurn(sql, claim.conversation)?.fence !== claim.fence) return false;
      write();
      return true;
    });
  }

  return {
    async commit(claim, result) {
      const { conversation } = claim;
      const { state, replies } = await codec.encodeTurn(claim, result);
      const entries = encodeEntries(result.entries);
      const write = () => commitHead(sql, { conversation, state, stateUntil: nowMs() + times.stateMs, replies, entries });
      return (await ifHeld(claim, write)) ? 'committed' : 'stale';
    },

    async markSent(claim, count) {
      return (await ifHeld(claim, () => sql.markSent.run(claim.conversation, count))) ? 'ok' : 'stale';
    },

    async finish({ conversation, fence }) {
      const stored = await commits.run(() => finishTurn(sql, { conversation, fence, nowMs: nowMs(), leaseMs }));
      return stored && codec.decodeClaim(stored);
    },

    async begin(claim) {
      const held = await ifHeld(claim, () => sql.begin.run(claim.attempt, nowMs() + leaseMs, claim.conversation));
      return held ? 'ok' : 'stale';
    },

    async renew(claim) {
      const held = await ifHeld(claim, () => sql.renew.run(nowMs() + leaseMs, claim.conversation));
      return held ? 'ok' : 'stale';
    },

    async release(claim, how) {
      await ifHeld(claim, () => {
        const isCommitted = readTurn(sql, claim.conversation)?.event !== undefined;
        sql.release.run(countedTries(claim, { how, isCommitted }), claim.conversation);
      });
    },

    async quarantine(claim, note, replies) {
      const { conversation, fence } = claim;
      const entries = encodeEntries(note.entries);
      const aside = await codec.encodeAside(claim, note, replies);
      return (await ifHeld(claim, () => setAside(sql, { conversation, fence, ...aside, entries }))) ? 'committed' : 'stale';
    },

    async wasEchoed({ conversation }, sendId) {
      return reading(() => sql.echo.get(conversation, digestOf(sendId))) !== undefined;
    },
  };
}
