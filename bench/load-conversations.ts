import { randomBytes } from 'node:crypto';
import { type ChainableCommander, Redis } from 'ioredis';
import { openConversationKeys } from '../store/conversation-key.ts';
import { digestOf } from '../store/digest-of.ts';
import { createMasterKey } from '../store/keys/master-key.ts';
import { openStore } from '../store/open-store.ts';
import { type ConversationKey, defaultStoreTimes, type Store } from '../store/port.ts';
import { conversationPlaces } from '../store/redis/mailbox-keys.ts';
import { vaultBucket } from '../store/redis/redis-vault.ts';
import { createNonces, createTextKey, encryptText, textSchemas } from '../store/text.ts';

/** The key of the store that every subject uses. */
const benchKeys = [Buffer.alloc(32, 1)];

/** What the store puts before its keys unless it is told otherwise. */
const prefix = 'guichet:';
const atOnce = 1_000;

/** The state of an idle conversation: 1 000 bytes as stored, several times what is left of most. */
const state = {
  schema: 1,
  language: 'en',
  frames: [],
  last: { dialog: 'counter', slots: { count: 1, padding: 'x'.repeat(822) }, at: '2026-11-25T12:00:00.000Z' },
  unclear: 0,
};

export interface LoadOptions {
  readonly url: string;
  /** The conversations of these customers: from the first one, and before the last one. */
  readonly from: number;
  readonly to: number;
}

/** What is left of a conversation: its state for as long as states are kept, the id of its last message for two days. */
export type Part = 'state' | 'message id';

/** Writes what the store keeps of one idle conversation: its state under a data key of its own, and that key, wrapped, in the vault. */
function createStateLoader(): (batch: ChainableCommander, conversation: ConversationKey) => Promise<void> {
  const master = createMasterKey(benchKeys);
  const nextNonce = createNonces();
  return async (batch, conversation) => {
    const dataKey = randomBytes(32);
    const name = digestOf(conversation);
    batch.hset(vaultBucket(prefix, name), name, await master.wrap(dataKey, name));
    const place = { place: `state|${conversation}`, nonce: nextNonce() };
    const text = encryptText(state, createTextKey(dataKey, textSchemas.dataKey), place);
    batch.set(conversationPlaces(prefix, conversation).state, text, 'PX', defaultStoreTimes.stateMs);
  };
}

/**
 * Puts idle conversations into Redis as the store leaves them after a turn, written with the store's own names, encryption and times to
 * live, many at a time.
 */
export async function loadConversations({ url, from, to }: LoadOptions, part: Part): Promise<void> {
  const store = openStore({ redisUrl: url, dataDir: '.', keys: benchKeys, now: () => new Date() });
  const client = new Redis(url);
  try {
    const keyOf = await openConversationKeys(store.records, benchKeys);
    const conversationOf = (psid: number): ConversationKey => keyOf({ channel: 'facebook', page: '1', psid: String(psid) });
    const loadState = createStateLoader();
    for (let first = from; first < to; first += atOnce) {
      const batch = client.pipeline();
      for (let psid = first; psid < Math.min(to, first + atOnce); psid += 1) {
        const conversation = conversationOf(psid);
        const { seen } = conversationPlaces(prefix, conversation);
        if (part === 'message id') batch.set(`${seen}${digestOf(`loaded ${psid}`)}`, '1', 'PX', defaultStoreTimes.dedupeMs);
        else await loadState(batch, conversation);
      }
      await batch.exec();
    }
    if (part === 'state') await readBack(store, conversationOf(to - 1));
  } finally {
    client.disconnect();
    await store.close();
  }
}

/** Should the store ever keep a state or its key elsewhere, nothing would have been measured. */
async function readBack({ conversations }: Store, conversation: ConversationKey): Promise<void> {
  const taken = await conversations.takeIn({ conversation, eventId: 'sample', event: {} });
  if (taken.outcome !== 'claimed' || taken.claim.state === undefined) throw new TypeError('the store does not know what was loaded');
  await conversations.commit(taken.claim, { state: taken.claim.state, replies: [] });
  await conversations.finish(taken.claim);
}
