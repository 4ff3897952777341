import { expect, test } from '@jest/globals';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { createDayKeys } from './day-keys.ts';
import type { KeyVault, WrappedKey } from './key-vault.ts';
import { createMasterKey } from './master-key.ts';

const master = createMasterKey([Buffer.alloc(32, 7)]);

/** A vault in memory, a calendar, and processes that come and go. */
function world() {
  const kept = new Map<string, WrappedKey>();
  const state = { day: 20_000, isAway: false };
  const reach = async <Answer>(answer: () => Answer): Promise<Answer> => {
    if (state.isAway) throw new StoreUnavailableError('away');
    return answer();
  };
  const vault: Pick<KeyVault, 'find' | 'findOrKeep' | 'drop'> = {
    find: (name) => reach(() => kept.get(name)),
    findOrKeep: ({ name, wrapped }) =>
      reach(() => {
        if (!kept.has(name)) kept.set(name, wrapped);
        return kept.get(name) ?? wrapped;
      }),
    drop: (name) => reach(() => void kept.delete(name)),
  };
  return { kept, state, process: () => createDayKeys({ vault, master, now: () => new Date(state.day * 86_400_000 + 1) }) };
}

/** What is not waited for has happened by then. */
const settle = () => new Promise((resolve) => void setImmediate(resolve));

test('is the same for all processes all day, and another one on the next', async () => {
  const { state, process } = world();
  const [one, other] = [process(), process()];
  const [first, second] = await Promise.all([one.today(), other.today()]);
  expect(first.key.equals(second.key)).toBe(true);
  expect(await process().find(first.id)).toMatchObject({ id: first.id });
  state.day += 1;
  expect((await one.today()).key.equals(first.key)).toBe(false);
});

test('is made a day ahead: a vault that is away at midnight keeps nobody from writing', async () => {
  const { state, process } = world();
  const keys = process();
  await keys.today();
  await settle();
  Object.assign(state, { day: state.day + 1, isAway: true });
  expect(await keys.today()).toMatchObject({ id: (20_001).toString(16).padStart(8, '0') });
  state.day += 1;
  await expect(keys.today()).rejects.toThrow(StoreUnavailableError);
  state.isAway = false;
  expect(await keys.today()).toBeDefined();
});

test('is dropped after eight days, also of days on which nobody was there, and not before', async () => {
  const { state, process } = world();
  const keys = process();
  const ids = [(await keys.today()).id];
  for (const days of [1, 1, 4]) {
    state.day += days;
    ids.push((await keys.today()).id);
    await settle();
  }
  const found = async () => Promise.all(ids.map(async (id) => (await process().find(id)) !== undefined));
  // Nobody was there the day before: a clock may be wrong.
  state.day += 3;
  await keys.today();
  await settle();
  expect(await found()).toEqual([true, true, true, true]);
  state.day += 1;
  await keys.today();
  await settle();
  expect(await found()).toEqual([false, false, false, true]);
  expect(await keys.find(ids[0] ?? '')).toBeUndefined();
});
