import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createCipher } from '../../../store/cipher.ts';
import { type Envelope, envelopeUnder } from '../../../store/envelope.ts';
import type { Json } from '../../../store/port.ts';
import { type OpenStoreUnderTest, onlyOne, takeAndClaim, wholeTurn } from './store-under-test.ts';

const hour = 3_600_000;
const note = { at: '2026-11-30T10:00:00.000Z', reason: 'turn', frames: [] };
const names = Array.from({ length: 40 }, (_, index) => `messenger:${index}`);

/** Of the house, of today and of tomorrow. */
const commonKeys = 3;

/** Texts as earlier versions wrote them: all directly under the master key. */
function earlier(keys: readonly Buffer[]): Envelope {
  const cipher = createCipher(keys);
  const never = () => Promise.reject(new Error('An earlier version knew nothing of it.'));
  return {
    writerForToday: async () => cipher,
    read: async ({ bytes, place }) => cipher.decrypt(bytes, place),
    writerFor: async () => cipher,
    foresee: () => undefined,
    keyIdOf: () => undefined,
    destroy: never,
    rotation: { status: never, rewrap: never },
  };
}

/** Changing the master key, and coming from a version that had no data keys. */
export function describeKeyRotation(open: OpenStoreUnderTest): void {
  describe('rotation of the master key', () => {
    test('while turns run leaves every state readable, and the old key is not needed any more', async () => {
      const { store, another, keys } = await open();
      const [older = Buffer.alloc(0)] = keys;
      const newer = randomBytes(32);
      await store.ping();
      await store.records.put('shared', { of: 'nobody' });
      for (const conversation of names) await wholeTurn(store, { conversation, eventId: 'e0', state: { turns: 0 } });
      const old = another(envelopeUnder([older, newer]));
      const rotated = another(envelopeUnder([newer, older]));
      let turns = 0;
      const rotation = { isOver: false };
      const states: (Json | undefined)[] = [];
      const run = async (): Promise<void> => {
        for (; !rotation.isOver || turns < 4; turns += 1) {
          const process = turns % 2 === 0 ? old : rotated;
          const eventId = `turn ${turns}`;
          const begun = names.map((conversation) => wholeTurn(process, { conversation, eventId, state: { turns: turns + 1 } }));
          states.push(...(await Promise.all(begun)));
          await wholeTurn(process, { conversation: `messenger:new ${turns}`, eventId, state: { turns } });
        }
      };
      const running = run();
      const first = await rotated.keys.rewrap();
      rotation.isOver = true;
      await running;
      const second = await rotated.keys.rewrap();
      expect(first.rewrapped).toBeGreaterThan(names.length);
      expect([first.unreadable, second.unreadable]).toEqual([0, 0]);
      expect(states).toEqual(Array.from({ length: turns }, (_, index) => names.map(() => ({ turns: index }))).flat());
      const { current, known, wrapped } = await rotated.keys.status();
      expect(known).toHaveLength(2);
      expect([...wrapped.keys()]).toEqual([current]);
      expect(wrapped.get(current)).toBe(names.length + turns + commonKeys);

      const after = another(envelopeUnder([newer]));
      await after.ping();
      expect(await after.records.get('shared')).toMatchObject({ value: { of: 'nobody' } });
      for (const conversation of names) expect(await wholeTurn(after, { conversation, eventId: 'last', state: {} })).toEqual({ turns });
    });

    test('leaves what lies under a key that nobody has, and counts it', async () => {
      const { store, another } = await open();
      await wholeTurn(store, { conversation: 'messenger:a', eventId: 'e1', state: {} });
      const stranger = another(envelopeUnder([randomBytes(32)]));
      expect(await stranger.keys.rewrap()).toEqual({ rewrapped: 0, unreadable: 3 });
      expect(await store.keys.rewrap()).toEqual({ rewrapped: 0, unreadable: 0 });
      expect(await another().conversations.readState('messenger:a')).toEqual({});
    });
  });

  describe('a store of an earlier version', () => {
    test('is read, and what is written anew is under a data key', async () => {
      const { store, another, keys } = await open();
      const before = another(() => earlier(keys));
      const conversation = 'messenger:a';
      await before.conversations.quarantine(await takeAndClaim(before, 'poison'), note, []);
      const ended = await before.conversations.claimOrphan();
      expect(ended).toBeUndefined();
      await before.effects.intend({ key: 'k1', conversation, intent: 'freeze' }, 0);
      await before.records.put('link', { name: 'x' });
      await wholeTurn(before, { conversation: 'messenger:b', eventId: 'e1', state: { of: 'before' } });

      expect(await wholeTurn(store, { conversation: 'messenger:b', eventId: 'e2', state: { of: 'now' } })).toEqual({ of: 'before' });
      await expect(before.conversations.readState('messenger:b')).rejects.toMatchObject({ code: 'unknown_key' });
      expect(await another().conversations.readState('messenger:b')).toEqual({ of: 'now' });
      expect(await onlyOne(store)).toMatchObject({ event: { text: 'poison' } });
      expect(await store.effects.claimDue(hour)).toMatchObject({ intent: 'freeze' });
      expect(await store.effects.settle({ key: 'k1', conversation }, 'done')).toBe(true);
      expect(await store.effects.list(conversation)).toMatchObject([{ intent: 'freeze', result: 'done' }]);
      expect(await store.records.get('link')).toMatchObject({ value: { name: 'x' } });
      await store.records.put('link', { name: 'y' }, { owner: conversation });
      await expect(before.records.get('link')).rejects.toMatchObject({ code: 'unknown_key' });
      await store.conversations.forget(conversation);
      expect(await another().records.get('link')).toBeUndefined();
    });
  });
}
