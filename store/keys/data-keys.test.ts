import { expect, test } from '@jest/globals';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { createDataKeys } from './data-keys.ts';
import type { KeyVault, WrappedKey } from './key-vault.ts';
import { createMasterKey } from './master-key.ts';

const master = createMasterKey([Buffer.alloc(32, 7)]);

/** A vault in memory, which counts how often it is asked for a key. */
function world() {
  const kept = new Map<string, WrappedKey>();
  const state = { finds: 0, isAway: false };
  const vault: Pick<KeyVault, 'find' | 'findOrKeep' | 'drop'> = {
    async find(name) {
      state.finds += 1;
      if (state.isAway) throw new StoreUnavailableError('away');
      return kept.get(name);
    },
    async findOrKeep({ name, wrapped }) {
      if (!kept.has(name)) kept.set(name, wrapped);
      return kept.get(name) ?? wrapped;
    },
    drop: async (name) => void kept.delete(name),
  };
  return { state, process: () => createDataKeys({ vault, master, now: () => new Date() }) };
}

test('a key that was foreseen is asked for once, and not again while it is remembered', async () => {
  const { state, process } = world();
  const { id } = await process().toWrite('messenger:1', undefined);
  const keys = process();
  keys.foresee('messenger:1');
  expect(await keys.find('messenger:1', id)).toMatchObject({ id });
  keys.foresee('messenger:1');
  expect(await keys.find('messenger:1', id)).toMatchObject({ id });
  expect(state.finds).toBe(1);
});

test('a key that could not be had when it was foreseen is asked for again', async () => {
  const { state, process } = world();
  const { id } = await process().toWrite('messenger:1', undefined);
  const keys = process();
  state.isAway = true;
  keys.foresee('messenger:1');
  await expect(keys.find('messenger:1', id)).rejects.toThrow(StoreUnavailableError);
  state.isAway = false;
  expect(await keys.find('messenger:1', id)).toMatchObject({ id });
});

test('a key that is destroyed after it was foreseen is not found', async () => {
  const { process } = world();
  const { id } = await process().toWrite('messenger:1', undefined);
  const keys = process();
  keys.foresee('messenger:1');
  await keys.destroy('messenger:1');
  expect(await keys.find('messenger:1', id)).toBeUndefined();
});
