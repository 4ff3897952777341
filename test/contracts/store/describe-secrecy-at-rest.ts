import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { envelopeUnder } from '../../../store/envelope.ts';
import { type OpenStoreUnderTest, outcomeOf, takeAndClaim, turn } from './store-under-test.ts';

const canary = 'CANARY-4711';

/** What lies in the store is unreadable, and refuses a key it was not written with. */
export function describeSecrecyAtRest(open: OpenStoreUnderTest): void {
  describe('secrecy at rest', () => {
    test('keeps no event, state, reply, record, quarantine, effect, event id or echo in the clear', async () => {
      const { store, rawBytes } = await open();
      const { conversations, effects, records } = store;
      const sending = await takeAndClaim(store, `mid-${canary}`);
      await conversations.commit(sending, turn({ secret: canary }, { text: canary }));
      await outcomeOf(store, `mid-2-${canary}`);
      await records.put('record', { token: canary });
      const poison = await takeAndClaim(store, `mid-${canary}`, 'messenger:poison');
      await conversations.quarantine(poison, { at: '2026-11-25T10:00:00.000Z', reason: canary, frames: [canary] }, [{ text: canary }]);
      await conversations.noteEcho('messenger:a', canary);
      await effects.intend({ key: 'k1', conversation: 'messenger:a', intent: { card: canary } }, 0);
      await effects.settle({ key: 'k1', conversation: 'messenger:a' }, { reference: canary });
      const raw = await rawBytes();
      // What is searched is what was written: the names of keys are in it.
      expect(raw.includes('messenger:a')).toBe(true);
      expect(raw.includes(canary)).toBe(false);
      expect(raw.includes(Buffer.from(canary).toString('base64').slice(0, 12))).toBe(false);
    });

    test('refuses another key by a coded error, at the probe and at each reading', async () => {
      const { store, another } = await open();
      await store.ping();
      await store.records.put('k', 'value');
      await store.conversations.release(await takeAndClaim(store, 'e1'), 'untouched');
      const stranger = another(envelopeUnder([randomBytes(32)]));
      await expect(stranger.ping()).rejects.toMatchObject({ name: 'CipherError', code: 'unknown_key' });
      await expect(stranger.records.get('k')).rejects.toMatchObject({ code: 'unknown_key' });
      await expect(stranger.conversations.claimOrphan()).rejects.toMatchObject({ code: 'unknown_key' });
      await store.ping();
    });
  });
}
