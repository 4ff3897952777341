import { CipherError } from '../cipher-error.ts';
import type { KeyRotation } from '../port.ts';
import type { KeyVault, VaultEntry } from './key-vault.ts';
import { type MasterKey, masterKeyIdOf } from './master-key.ts';

/** Beside running processes: their commands wait for no more than so many of ours. */
const atOnce = 200;

type Outcome = 'rewrapped' | 'unreadable' | 'left';

/** Changes the master key without touching the data: only the wrapping of each data key is made anew. */
export function createKeyRotation({ vault, master }: { readonly vault: KeyVault; readonly master: MasterKey }): KeyRotation {
  async function rewrap(entry: VaultEntry): Promise<Outcome> {
    if (masterKeyIdOf(entry.wrapped) === master.id) return 'left';
    const dataKey = await unwrapIfKnown(master, entry);
    if (dataKey === undefined) return 'unreadable';
    // One that was dropped, or wrapped anew by somebody else, is none of ours any more.
    return (await vault.replace(entry, await master.wrap(dataKey, entry.name))) ? 'rewrapped' : 'left';
  }

  return {
    async status() {
      const wrapped = new Map<string, number>();
      for await (const entries of vault.pages())
        for (const entry of entries) {
          const id = masterKeyIdOf(entry.wrapped);
          wrapped.set(id, (wrapped.get(id) ?? 0) + 1);
        }
      return { current: master.id, known: master.known, wrapped };
    },

    async rewrap() {
      const count = { rewrapped: 0, unreadable: 0, left: 0 };
      for await (const entries of vault.pages())
        for (let first = 0; first < entries.length; first += atOnce) {
          const some = entries.slice(first, first + atOnce);
          for (const outcome of await Promise.all(some.map((entry) => rewrap(entry)))) count[outcome] += 1;
        }
      const { rewrapped, unreadable } = count;
      return { rewrapped, unreadable };
    },
  };
}

async function unwrapIfKnown(master: MasterKey, entry: VaultEntry): Promise<Buffer | undefined> {
  try {
    return await master.unwrap(entry);
  } catch (error) {
    if (error instanceof CipherError) return undefined;
    throw error;
  }
}
