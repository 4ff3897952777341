import type { Cipher } from './cipher.ts';
import type { Effect, Json } from './port.ts';

/** An effect as an adapter reads it: still encrypted. */
export interface StoredEffect extends Pick<Effect, 'key' | 'conversation' | 'checks'> {
  readonly intent: Uint8Array;
  readonly result: Uint8Array | undefined;
}

/** What an adapter stores of an effect, and back. Each text is bound to its kind and its effect. */
export interface EffectCodec {
  encodeIntent(effect: Pick<Effect, 'key' | 'intent'>): Buffer;
  encodeResult(key: string, result: Json): Buffer;
  /** @throws CipherError */
  decode(stored: StoredEffect): Effect;
}

/** Encrypts intents and outcomes, each bound to the key of its order. */
export function createEffectCodec(cipher: Cipher): EffectCodec {
  return {
    encodeIntent: ({ key, intent }) => cipher.encrypt(intent, `intent|${key}`),
    encodeResult: (key, result) => cipher.encrypt(result, `result|${key}`),
    decode: (stored) => ({
      ...stored,
      intent: cipher.decrypt(stored.intent, `intent|${stored.key}`),
      result: stored.result && cipher.decrypt(stored.result, `result|${stored.key}`),
    }),
  };
}
