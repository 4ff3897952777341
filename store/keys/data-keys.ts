import { randomBytes } from 'node:crypto';
import { digestOf } from '../digest-of.ts';
import { createTextKey, type TextKey, textSchemas } from '../text.ts';
import { createKeyCache } from './key-cache.ts';
import type { KeyVault, WrappedKey } from './key-vault.ts';
import type { MasterKey } from './master-key.ts';

/** Owns what belongs to no customer; its key is never destroyed. A conversation is `<channel>:…`, so none has this name. */
export const house = 'house';

/** The data keys of owners: of a conversation each, and one of the house. */
export interface DataKeys {
  /** The key with this id, to read with. Undefined where it was destroyed, also where there is another one by now. */
  find(owner: string, id: string): Promise<TextKey | undefined>;
  /** Begins to load the key of an owner whose texts are about to be read, so that `find` has not to wait for it. */
  foresee(owner: string): void;
  /**
   * The key to write with, made where there is none.
   * @param readUnder the key under which what is written anew was read just now, in the same claim. With it the process may use what it
   *   remembers; otherwise the vault is asked, for the owner may have been erased since, by another process.
   */
  toWrite(owner: string, readUnder: string | undefined): Promise<TextKey>;
  /** Destroys the key: whatever was written with it, wherever a copy of it lies, is never read again. */
  destroy(owner: string): Promise<void>;
}

export interface DataKeysParts {
  readonly vault: Pick<KeyVault, 'find' | 'findOrKeep' | 'drop'>;
  readonly master: MasterKey;
  readonly now: () => Date;
}

/** Data keys from a vault, as many as are in use remembered. */
export function createDataKeys({ vault, master, now }: DataKeysParts): DataKeys {
  const cache = createKeyCache(now);

  async function open(name: string, wrapped: WrappedKey): Promise<TextKey> {
    return createTextKey(await master.unwrap({ name, wrapped }), textSchemas.dataKey);
  }

  async function load(owner: string): Promise<TextKey | undefined> {
    const name = digestOf(owner);
    const wrapped = await vault.find(name);
    return wrapped && open(name, wrapped);
  }

  /** One step for a new owner as for a known one: what was wrapped in vain is forgotten. */
  async function loadOrMake(owner: string): Promise<TextKey> {
    const name = digestOf(owner);
    const wrapped = await master.wrap(randomBytes(32), name);
    return open(name, await vault.findOrKeep({ name, wrapped }));
  }

  return {
    async find(owner, id) {
      const known = cache.get(owner);
      if (known?.id === id) return known;
      const loaded = await cache.load(owner, () => load(owner));
      return loaded?.id === id ? loaded : undefined;
    },

    foresee(owner) {
      // Whoever needs the key asks again where this fails.
      if (cache.get(owner) === undefined) cache.load(owner, () => load(owner)).catch(() => undefined);
    },

    async toWrite(owner, readUnder) {
      const known = readUnder === undefined && owner !== house ? undefined : cache.get(owner);
      if (known !== undefined && (known.id === readUnder || owner === house)) return known;
      return cache.renew(owner, () => loadOrMake(owner));
    },

    async destroy(owner) {
      await vault.drop(digestOf(owner));
      cache.forget(owner);
    },
  };
}
