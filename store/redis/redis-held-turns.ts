import type { ConversationCodec } from '../conversation-codec.ts';
import { digestOf } from '../digest-of.ts';
import type { ConversationStore, StoreTimes } from '../port.ts';
import { conversationPlaces } from './mailbox-keys.ts';
import { readStoredClaim } from './read-reply.ts';
import type { RedisConnection } from './redis-connection.ts';

export interface HeldTurnsParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly codec: ConversationCodec;
  readonly times: StoreTimes;
}

type HeldTurns = Pick<ConversationStore, 'commit' | 'markSent' | 'finish' | 'renew' | 'release' | 'quarantine' | 'wasEchoed'>;

/** What the holder of a claim may do, in Redis. */
export function createHeldTurns({ connection, prefix, codec, times }: HeldTurnsParts): HeldTurns {
  return {
    async commit({ conversation, fence }, result) {
      const { turn, inbox, outbox, state } = conversationPlaces(prefix, conversation);
      const replies = codec.encodeReplies(conversation, result.replies);
      const given = [fence, codec.encodeState(conversation, result.state), times.stateMs, ...replies];
      const reply = await connection.write((client) => client.guichetCommitBuffer(turn, inbox, outbox, state, ...given));
      return reply === 1 ? 'committed' : 'stale';
    },

    async markSent({ conversation, fence }, count) {
      const { turn } = conversationPlaces(prefix, conversation);
      return (await connection.ask((client) => client.guichetMarkSentBuffer(turn, fence, count))) === 1 ? 'ok' : 'stale';
    },

    async finish({ conversation, fence }) {
      const { turn, inbox, outbox, state, work, fences } = conversationPlaces(prefix, conversation);
      const keys = [turn, inbox, outbox, state, work, fences];
      const reply = await connection.ask((client) => client.guichetFinishBuffer(...keys, fence, conversation, times.leaseMs));
      const stored = readStoredClaim(conversation, reply);
      return stored === undefined ? undefined : codec.decodeClaim(stored);
    },

    async renew({ conversation, fence }) {
      const { turn, work } = conversationPlaces(prefix, conversation);
      const reply = await connection.ask((client) => client.guichetRenewBuffer(turn, work, fence, conversation, times.leaseMs));
      return reply === 1 ? 'ok' : 'stale';
    },

    async release({ conversation, fence }, how) {
      const { turn, work } = conversationPlaces(prefix, conversation);
      const takenBack = how === 'untouched' ? 1 : 0;
      await connection.ask((client) => client.guichetReleaseBuffer(turn, work, fence, conversation, takenBack));
    },

    async quarantine(claim, note, replies) {
      const { conversation, fence } = claim;
      const { turn, inbox, outbox, quarantine, quarantined } = conversationPlaces(prefix, conversation);
      const keys = [turn, inbox, outbox, quarantine, quarantined];
      const given = [fence, conversation, codec.encodeNote(claim, note), ...codec.encodeReplies(conversation, replies)];
      const reply = await connection.write((client) => client.guichetSetAsideBuffer(...keys, ...given));
      return reply === 1 ? 'committed' : 'stale';
    },

    async wasEchoed({ conversation }, sendId) {
      const { turn } = conversationPlaces(prefix, conversation);
      const echoes = await connection.ask((client) => client.hget(turn, 'echoes'));
      return echoes?.split(' ').includes(digestOf(sendId)) ?? false;
    },
  };
}
