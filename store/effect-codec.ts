import type { Envelope } from './envelope.ts';
import type { Effect, Json } from './port.ts';

/** An effect as an adapter reads it: still encrypted. */
export interface StoredEffect extends Pick<Effect, 'key' | 'conversation' | 'checks'> {
  readonly intent: Uint8Array;
  readonly result: Uint8Array | undefined;
}

/** What an adapter stores of an effect, and back. Each text is bound to its kind and its effect. */
export interface EffectCodec {
  encodeIntent(effect: Pick<Effect, 'key' | 'conversation' | 'intent'>): Promise<Buffer>;
  encodeResult(effect: Pick<Effect, 'key' | 'conversation'>, result: Json): Promise<Buffer>;
  /** @throws CipherError */
  decode(stored: StoredEffect): Promise<Effect>;
}

/** Encrypts intents and outcomes under the data key of their conversation, each bound to the key of its order. */
export function createEffectCodec(envelope: Envelope): EffectCodec {
  async function encode(
    { key, conversation }: Pick<Effect, 'key' | 'conversation'>,
    kind: 'intent' | 'result',
    value: Json,
  ): Promise<Buffer> {
    const writer = await envelope.writerFor(conversation);
    return writer.encrypt(value, `${kind}|${key}`);
  }
  return {
    encodeIntent: (effect) => encode(effect, 'intent', effect.intent),
    encodeResult: (effect, result) => encode(effect, 'result', result),
    async decode({ key, conversation, checks, intent, result }) {
      const read = (kind: string, bytes: Uint8Array) => envelope.read({ owner: conversation, place: `${kind}|${key}`, bytes });
      return { key, conversation, checks, intent: await read('intent', intent), result: result && (await read('result', result)) };
    },
  };
}
