import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { envelopeUnder } from '../../../store/envelope.ts';
import type { KeyVault, VaultEntry } from '../../../store/keys/key-vault.ts';
import { type OpenStoreUnderTest, type StoreUnderTest, takeAndClaim, turn, wholeTurn } from './store-under-test.ts';

/** The vault of a store under test, as one more process has it. */
function vaultOf({ another, keys }: StoreUnderTest): KeyVault {
  const seen: KeyVault[] = [];
  another((vault) => {
    seen.push(vault);
    return envelopeUnder(keys)(vault);
  });
  const [vault] = seen;
  if (vault === undefined) throw new TypeError('The store has no vault.');
  return vault;
}

/** Names are digests: 22 characters. */
const name = 'b'.repeat(22);
const newKey = (): Buffer => randomBytes(64);

async function allIn(vault: KeyVault): Promise<readonly VaultEntry[]> {
  const found: VaultEntry[] = [];
  for await (const entries of vault.pages()) found.push(...entries);
  return found;
}

function sorted(entries: readonly VaultEntry[]): readonly string[] {
  return entries.map((entry) => `${entry.name} ${entry.wrapped.toString('hex')}`).toSorted();
}

/** Where data keys lie, and how often it is asked. */
export function describeKeyVault(open: OpenStoreUnderTest): void {
  describe('key vault', () => {
    test('keeps the first key of a name, for everybody', async () => {
      const opened = await open();
      const [one, other] = [vaultOf(opened), vaultOf(opened)];
      expect(await one.find(name)).toBeUndefined();
      const kept = await Promise.all([one, other, one].map((vault) => vault.findOrKeep({ name, wrapped: newKey() })));
      expect(new Set(kept.map((key) => key.toString('hex'))).size).toBe(1);
      expect(await other.find(name)).toEqual(kept[0]);
    });

    test('puts a new wrapping in the place of the one that was read, and brings nothing back that was dropped', async () => {
      const vault = vaultOf(await open());
      const [first, second, third] = [newKey(), newKey(), newKey()];
      await vault.findOrKeep({ name, wrapped: first });
      expect(await vault.replace({ name, wrapped: first }, second)).toBe(true);
      expect(await vault.replace({ name, wrapped: first }, third)).toBe(false);
      expect(await vault.find(name)).toEqual(second);
      await vault.drop(name);
      await vault.drop(name);
      expect(await vault.replace({ name, wrapped: second }, third)).toBe(false);
      expect(await vault.find(name)).toBeUndefined();
      expect(await vault.findOrKeep({ name, wrapped: third })).toEqual(third);
    });

    test('is gone over as a whole', async () => {
      const vault = vaultOf(await open());
      const entries = Array.from({ length: 2_500 }, () => ({ name: randomBytes(16).toString('base64url'), wrapped: newKey() }));
      await Promise.all(entries.map((entry) => vault.findOrKeep(entry)));
      expect(sorted(await allIn(vault))).toEqual(sorted(entries));
    });

    test('keeps one key for a new conversation, is asked once by each process for a known one, and then not any more', async () => {
      const { another, keys } = await open();
      const asked = { finds: 0, keeps: 0 };
      const counting = () =>
        another((vault) => {
          const count = <Answer>(what: keyof typeof asked, answer: Promise<Answer>): Promise<Answer> => {
            asked[what] += 1;
            return answer;
          };
          return envelopeUnder(keys)({
            ...vault,
            find: (wanted) => count('finds', vault.find(wanted)),
            findOrKeep: (entry) => count('keeps', vault.findOrKeep(entry)),
          });
        });
      const [store, other] = [counting(), counting()];
      const conversation = 'messenger:a';
      const turns = [
        [store, 'e2', { finds: 0, keeps: 0 }],
        [store, 'e3', { finds: 0, keeps: 0 }],
        [other, 'e4', { finds: 1, keeps: 0 }],
        [other, 'e5', { finds: 0, keeps: 0 }],
        [store, 'e6', { finds: 0, keeps: 0 }],
      ] as const;
      // The keys of the day are there by then.
      for (const process of [store, other]) await wholeTurn(process, { conversation: 'messenger:b', eventId: randomUUID(), state: {} });
      Object.assign(asked, { finds: 0, keeps: 0 });
      await wholeTurn(store, { conversation, eventId: 'e1', state: {} });
      expect(asked.keeps).toBe(1);
      // Where the key is asked for beside the event, nobody knows yet that there is none.
      expect(asked.finds).toBeLessThanOrEqual(1);
      for (const [process, eventId, times] of turns) {
        Object.assign(asked, { finds: 0, keeps: 0 });
        await wholeTurn(process, { conversation, eventId, state: { eventId } });
        expect([eventId, asked]).toEqual([eventId, times]);
      }
      Object.assign(asked, { finds: 0, keeps: 0 });
      const claim = await takeAndClaim(store, 'e7');
      await store.conversations.commit(claim, turn({}, 'r1'));
      expect(await store.conversations.finish(claim)).toBeUndefined();
      expect(asked).toEqual({ finds: 0, keeps: 0 });
    });

    test('that is not the one the store was written with is refused at the probe', async () => {
      const { store, another, keys } = await open();
      await store.ping();
      const empty = another((vault) =>
        envelopeUnder(keys)({ ...vault, find: async () => undefined, findOrKeep: async ({ wrapped }) => wrapped }),
      );
      await expect(empty.ping()).rejects.toMatchObject({ name: 'CipherError', code: 'unknown_key' });
      await store.ping();
    });
  });
}
