import { createHmac, createSecretKey, hkdfSync } from 'node:crypto';
import type { ConversationKey, RecordStore } from './port.ts';

/** Names the conversation between a Page and one of its customers without keeping either id: `<channel>:<HMAC-SHA256>`. */
export type ConversationKeyMaker = (address: ConversationAddress) => ConversationKey;

export interface ConversationAddress {
  /** `messenger`, `web`, `simulator`. */
  readonly channel: string;
  readonly page: string;
  /** The page-scoped id of the customer. */
  readonly psid: string;
}

const recordKey = 'conversation-pepper';

/**
 * Makes conversation keys under a pepper derived from the key of the store. The pepper is kept (encrypted) as a record from then on:
 * were it derived anew after a rotation of keys, every customer would be a stranger.
 */
export async function openConversationKeys(records: RecordStore, keys: readonly Buffer[]): Promise<ConversationKeyMaker> {
  const [current] = keys;
  if (current === undefined) throw new RangeError('Conversation keys need a key of the store.');
  const derived = Buffer.from(hkdfSync('sha256', current, '', 'guichet conversation pepper', 32)).toString('base64');
  const known = await records.get(recordKey);
  const kept = known ?? ((await records.put(recordKey, derived, { ifVersion: 0 })) ? { value: derived } : await records.get(recordKey));
  if (typeof kept?.value !== 'string') throw new TypeError('The pepper of the conversation keys is not a text.');
  // Written back, so that it is under the current key when an older one is dropped.
  if (known !== undefined) await records.put(recordKey, kept.value, { ifVersion: known.version });
  return createConversationKeyMaker(Buffer.from(kept.value, 'base64'));
}

/** Makes conversation keys under a given pepper. */
export function createConversationKeyMaker(pepper: Buffer): ConversationKeyMaker {
  const key = createSecretKey(pepper);
  return ({ channel, page, psid }) => {
    // Lengths go in, so that no two addresses can be written the same way.
    const address = [channel, page, psid].map((part) => `${part.length}:${part}`).join('|');
    return `${channel}:${createHmac('sha256', key).update(address).digest('base64url')}`;
  };
}
