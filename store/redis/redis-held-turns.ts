import { type ConversationCodec, countedTries } from '../conversation-codec.ts';
import { digestOf } from '../digest-of.ts';
import { encodeEntries } from '../ledger-codec.ts';
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

type HeldTurns = Pick<ConversationStore, 'commit' | 'markSent' | 'finish' | 'begin' | 'renew' | 'release' | 'quarantine' | 'wasEchoed'>;

const committedOrStale = (reply: unknown): 'committed' | 'stale' => (reply === 1 ? 'committed' : 'stale');
const okOrStale = (reply: unknown): 'ok' | 'stale' => (reply === 1 ? 'ok' : 'stale');

/** What the holder of a claim may do, in Redis. */
export function createHeldTurns({ connection, prefix, codec, times }: HeldTurnsParts): HeldTurns {
  return {
    async commit(claim, result) {
      const { turn, inbox, outbox, state, ledger } = conversationPlaces(prefix, claim.conversation);
      const { state: kept = '', replies } = await codec.encodeTurn(claim, result);
      const given = [claim.fence, kept, times.stateMs, encodeEntries(result.entries) ?? '', ...replies];
      const keys = [turn, inbox, outbox, state, ledger];
      return committedOrStale(await connection.write((client) => client.guichetCommitBuffer(...keys, ...given)));
    },

    async markSent({ conversation, fence }, count) {
      const { turn } = conversationPlaces(prefix, conversation);
      return okOrStale(await connection.ask((client) => client.guichetMarkSentBuffer(turn, fence, count)));
    },

    async finish({ conversation, fence }) {
      const { turn, inbox, outbox, state, work, fences } = conversationPlaces(prefix, conversation);
      const keys = [turn, inbox, outbox, state, work, fences];
      const reply = await connection.ask((client) => client.guichetFinishBuffer(...keys, fence, conversation, times.leaseMs));
      const stored = readStoredClaim(conversation, reply);
      return stored && codec.decodeClaim(stored);
    },

    async begin({ conversation, fence, attempt }) {
      const { turn, work } = conversationPlaces(prefix, conversation);
      const given = [fence, conversation, times.leaseMs, attempt];
      return okOrStale(await connection.ask((client) => client.guichetBeginBuffer(turn, work, ...given)));
    },

    async renew({ conversation, fence }) {
      const { turn, work } = conversationPlaces(prefix, conversation);
      return okOrStale(await connection.ask((client) => client.guichetRenewBuffer(turn, work, fence, conversation, times.leaseMs)));
    },

    async release(claim, how) {
      const { conversation, fence } = claim;
      const { turn, work } = conversationPlaces(prefix, conversation);
      const tries = [false, true].map((isCommitted) => countedTries(claim, { how, isCommitted }));
      await connection.ask((client) => client.guichetReleaseBuffer(turn, work, fence, conversation, ...tries));
    },

    async quarantine(claim, note, replies) {
      const { conversation, fence } = claim;
      const { turn, inbox, outbox, quarantine, quarantined, ledger } = conversationPlaces(prefix, conversation);
      const keys = [turn, inbox, outbox, quarantine, quarantined, ledger];
      const aside = await codec.encodeAside(claim, note, replies);
      const given = [fence, conversation, aside.note, aside.event, encodeEntries(note.entries) ?? '', ...aside.replies];
      return committedOrStale(await connection.write((client) => client.guichetSetAsideBuffer(...keys, ...given)));
    },

    async wasEchoed({ conversation }, sendId) {
      const { turn } = conversationPlaces(prefix, conversation);
      const echoes = await connection.ask((client) => client.hget(turn, 'echoes'));
      return echoes?.split(' ').includes(digestOf(sendId)) ?? false;
    },
  };
}
