import { z } from 'zod';
import { unlessErased } from '../cipher-error.ts';
import type { EffectCodec, StoredEffect } from '../effect-codec.ts';
import type { ConversationKey, Effect, EffectStore, StoreTimes } from '../port.ts';
import { effectListKey, effectPlaces, partitionKeys } from './mailbox-keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { createClaimDue, createSweep } from './sweep.ts';

export interface RedisEffectsParts {
  readonly connection: RedisConnection;
  readonly prefix: string;
  readonly codec: EffectCodec;
  readonly times: StoreTimes;
}

type ListParts = Pick<RedisEffectsParts, 'connection' | 'prefix'>;

const bytes = z.instanceof(Buffer);
const storedSchema = z.tuple([bytes, bytes, bytes.nullable(), bytes]);

/**
 * Effects in Redis. Each lies in the partition of its own key; the conversation has a list of its effects, written first, so that none
 * is left behind when the conversation is forgotten.
 */
export function createRedisEffects({ connection, prefix, codec, times }: RedisEffectsParts): EffectStore {
  const claimDue = createClaimDue<Effect>(createSweep(connection, partitionKeys(prefix, 'due')));

  async function keepListed(conversation: ConversationKey, key: string): Promise<void> {
    const list = effectListKey(prefix, conversation);
    await connection.ask((client) => Promise.all([client.sadd(list, key), client.persist(list)]));
  }

  async function claim(key: string, againAfterMs: number): Promise<Effect | undefined> {
    const { effect, due } = effectPlaces(prefix, key);
    const reply = await connection.ask((client) => client.guichetClaimDueBuffer(effect, due, key, againAfterMs));
    if (reply === null) return undefined;
    const stored = readStored(key, reply);
    const claimed = await unlessErased(codec.decode(stored));
    // Another effect of the conversation may have been settled meanwhile, and have limited the list's time.
    if (claimed !== undefined) await keepListed(claimed.conversation, key);
    else await forgetEffect({ connection, prefix }, stored);
    return claimed;
  }

  /** Nothing where its time is over, when only its name is left on the list, or where it was erased. */
  async function read(key: string): Promise<readonly Effect[]> {
    const places = effectPlaces(prefix, key);
    const reply = await connection.ask((client) => client.hmgetBuffer(places.effect, 'conversation', 'intent', 'result', 'checks'));
    const effect = reply[0] === null ? undefined : await unlessErased(codec.decode(readStored(key, reply)));
    return effect === undefined ? [] : [effect];
  }

  return {
    async intend({ key, conversation, intent }, checkAfterMs) {
      await keepListed(conversation, key);
      const { effect, due } = effectPlaces(prefix, key);
      const given = [key, conversation, await codec.encodeIntent({ key, conversation, intent }), checkAfterMs];
      const reply = await connection.write((client) => client.guichetIntendBuffer(effect, due, ...given));
      return reply === 0 ? { outcome: 'new' } : { outcome: 'known', effect: await codec.decode(readStored(key, reply)) };
    },

    async settle({ key, conversation }, result) {
      const { effect, due } = effectPlaces(prefix, key);
      const given = [key, await codec.encodeResult({ key, conversation }, result), times.settledMs];
      if ((await connection.write((client) => client.guichetSettleBuffer(effect, due, ...given))) !== 1) return false;
      await connection.ask((client) => client.pexpire(effectListKey(prefix, conversation), times.settledMs));
      return true;
    },

    claimDue: (againAfterMs) => claimDue((key) => claim(key, againAfterMs)),

    async list(conversation) {
      const keys = await connection.ask((client) => client.smembers(effectListKey(prefix, conversation)));
      const found = await Promise.all(keys.map((key) => read(key)));
      return found.flat();
    },
  };
}

function readStored(key: string, reply: unknown): StoredEffect {
  const [conversation, intent, result, checks] = storedSchema.parse(reply);
  const text = { conversation: conversation.toString(), checks: Number(checks.toString()) };
  return { key, intent, result: result ?? undefined, ...text };
}

/** Forgets one effect; its name may stay on the list of its conversation. */
async function forgetEffect({ connection, prefix }: ListParts, { key }: Pick<Effect, 'key'>): Promise<void> {
  const { effect, due } = effectPlaces(prefix, key);
  await connection.ask((client) => client.guichetForgetEffectBuffer(effect, due, key));
}

/** Forgets all effects of a conversation, settled or not. */
export async function forgetEffects({ connection, prefix }: ListParts, conversation: ConversationKey): Promise<void> {
  const list = effectListKey(prefix, conversation);
  const keys = await connection.ask((client) => client.smembers(list));
  for (const key of keys) await forgetEffect({ connection, prefix }, { key });
  if (keys.length > 0) await connection.ask((client) => client.srem(list, ...keys));
}
