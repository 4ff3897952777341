import { z } from 'zod';
import type { EffectCodec } from '../effect-codec.ts';
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
    const claimed = decode(codec, key, reply);
    // Another effect of the conversation may have been settled meanwhile, and have limited the list's time.
    await keepListed(claimed.conversation, key);
    return claimed;
  }

  /** Nothing where its time is over: then only its name is left on the list. */
  async function read(key: string): Promise<readonly Effect[]> {
    const { effect } = effectPlaces(prefix, key);
    const reply = await connection.ask((client) => client.hmgetBuffer(effect, 'conversation', 'intent', 'result', 'checks'));
    return reply[0] === null ? [] : [decode(codec, key, reply)];
  }

  return {
    async intend({ key, conversation, intent }, checkAfterMs) {
      await keepListed(conversation, key);
      const { effect, due } = effectPlaces(prefix, key);
      const given = [key, conversation, codec.encodeIntent({ key, intent }), checkAfterMs];
      const reply = await connection.write((client) => client.guichetIntendBuffer(effect, due, ...given));
      return reply === 0 ? { outcome: 'new' } : { outcome: 'known', effect: decode(codec, key, reply) };
    },

    async settle(key, result) {
      const { effect, due } = effectPlaces(prefix, key);
      const given = [key, codec.encodeResult(key, result), times.settledMs];
      const reply = await connection.write((client) => client.guichetSettleBuffer(effect, due, ...given));
      if (!Buffer.isBuffer(reply)) return false;
      await connection.ask((client) => client.pexpire(effectListKey(prefix, reply.toString()), times.settledMs));
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

function decode(codec: EffectCodec, key: string, reply: unknown): Effect {
  const [conversation, intent, result, checks] = storedSchema.parse(reply);
  const text = { conversation: conversation.toString(), checks: Number(checks.toString()) };
  return codec.decode({ key, intent, result: result ?? undefined, ...text });
}

/** Forgets all effects of a conversation, settled or not. */
export async function forgetEffects(
  { connection, prefix }: Pick<RedisEffectsParts, 'connection' | 'prefix'>,
  conversation: ConversationKey,
): Promise<void> {
  const list = effectListKey(prefix, conversation);
  const keys = await connection.ask((client) => client.smembers(list));
  for (const key of keys) {
    const { effect, due } = effectPlaces(prefix, key);
    await connection.ask((client) => client.guichetForgetEffectBuffer(effect, due, key));
  }
  if (keys.length > 0) await connection.ask((client) => client.srem(list, ...keys));
}
