import type { Redis } from 'ioredis';
import type { ConversationCodec } from '../conversation-codec.ts';
import { eventDigest } from '../event-digest.ts';
import type { Claim, ConversationKey, ConversationStore, InboxEntry, StoreTimes } from '../port.ts';
import { mailboxKeys, seenKey, workKeys } from './mailbox-keys.ts';
import { readStoredClaim } from './read-reply.ts';
import { asking } from './redis-client.ts';

export interface RedisMailboxParts {
  readonly client: Redis;
  readonly prefix: string;
  readonly codec: ConversationCodec;
  readonly times: StoreTimes;
}

/** The mailboxes in Redis: one script, and so one round trip, for each step. */
export function createRedisMailbox({ client, prefix, codec, times }: RedisMailboxParts): ConversationStore {
  const keysOf = (conversation: ConversationKey) => mailboxKeys(prefix, conversation);
  const sweep = createSweep(client, workKeys(prefix));

  function claimIn(conversation: ConversationKey, reply: unknown, given?: InboxEntry): Claim | undefined {
    const stored = readStoredClaim(conversation, reply);
    return stored === undefined ? undefined : codec.decodeClaim(stored, given);
  }

  return {
    async takeIn(entry) {
      const { conversation } = entry;
      const seen = seenKey(prefix, conversation, eventDigest(entry.eventId));
      const given = [conversation, codec.encodeEvent(entry), times.leaseMs, times.dedupeMs];
      const reply = await asking(client.guichetTakeInBuffer(...keysOf(conversation), seen, ...given));
      if (reply === 0) return { outcome: 'duplicate' };
      const claim = reply === 1 ? undefined : claimIn(conversation, reply, entry);
      return claim === undefined ? { outcome: 'queued' } : { outcome: 'claimed', claim };
    },

    async commit({ conversation, fence }, { state, replies }) {
      const given = [fence, codec.encodeState(conversation, state), times.stateMs, ...codec.encodeReplies(conversation, replies)];
      const reply = await asking(client.guichetCommitBuffer(...keysOf(conversation), ...given));
      return reply === 1 ? 'committed' : 'stale';
    },

    async markSent({ conversation, fence }, count) {
      return (await asking(client.guichetMarkSentBuffer(...keysOf(conversation), fence, count))) === 1 ? 'ok' : 'stale';
    },

    async finish({ conversation, fence }) {
      return claimIn(conversation, await asking(client.guichetFinishBuffer(...keysOf(conversation), fence, conversation, times.leaseMs)));
    },

    async renew({ conversation, fence }) {
      const reply = await asking(client.guichetRenewBuffer(...keysOf(conversation), fence, conversation, times.leaseMs));
      return reply === 1 ? 'ok' : 'stale';
    },

    async release({ conversation, fence }) {
      await asking(client.guichetReleaseBuffer(...keysOf(conversation), fence, conversation));
    },

    async claimOrphan() {
      // Each one that is found is claimed by somebody or turns out to be over, so the sweeps come to an end.
      for (let waiting = await sweep(); waiting.length > 0; waiting = await sweep()) {
        for (const conversation of waiting) {
          const reply = await asking(client.guichetClaimOrphanBuffer(...keysOf(conversation), conversation, times.leaseMs));
          const claim = claimIn(conversation, reply);
          if (claim !== undefined) return claim;
        }
      }
      return undefined;
    },

    async forget(conversation) {
      await asking(client.guichetForgetBuffer(...keysOf(conversation), conversation));
    },
  };
}

/**
 * Looks for conversations whose lease has ended: for each partition the one that waits longest, in one pipelined round trip.
 * It begins at another place each time, so that several workers do not all reach for the same conversation.
 */
function createSweep(client: Redis, work: readonly string[]): () => Promise<readonly ConversationKey[]> {
  return async () => {
    const [time, firsts] = await asking(
      Promise.all([client.time(), Promise.all(work.map((key) => client.zrange(key, 0, '0', 'WITHSCORES')))]),
    );
    const nowMs = Number(time[0]) * 1_000 + Math.floor(Number(time[1]) / 1_000);
    const waiting = firsts.flatMap(([conversation, ends]) => (conversation !== undefined && Number(ends) <= nowMs ? [conversation] : []));
    const begin = Math.floor(Math.random() * waiting.length);
    return [...waiting.slice(begin), ...waiting.slice(0, begin)];
  };
}
