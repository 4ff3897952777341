import { randomBytes } from 'node:crypto';
import { digestOf } from '../digest-of.ts';
import { createTextKey, type TextKey, textSchemas } from '../text.ts';
import type { DataKeysParts } from './data-keys.ts';
import type { WrappedKey } from './key-vault.ts';

/**
 * Keys for what is written before anything is known of its conversation, and lies in the mailbox until its turn is over: one a day, of
 * all conversations. After some days it is dropped, and no copy of such a text can be read any more.
 */
export interface DayKeys {
  today(): Promise<TextKey>;
  /** The key of this day, by its id; undefined where it was dropped. */
  find(id: string): Promise<TextKey | undefined>;
}

const dayMs = 24 * 3_600_000;
/** Longer than an event may wait to be answered: Meta lets even a person answer for seven days only. */
const keptDays = 8;
/** So far back it is looked for keys to drop, should nobody have been there to do it. */
const longestPauseDays = 60;

const idOf = (day: number): string => day.toString(16).padStart(8, '0');
const nameOf = (id: string): string => digestOf(`day:${id}`);

/** The next day's key is made a day ahead: when it is needed, replicas and disks have had it for long, and the vault may be away. */
export function createDayKeys({ vault, master, now }: DataKeysParts): DayKeys {
  const keys = new Map<string, Promise<TextKey | undefined>>();
  let current: { readonly id: string; readonly key: Promise<TextKey> } | undefined;

  async function open(id: string, wrapped: WrappedKey): Promise<TextKey> {
    return createTextKey(await master.unwrap({ name: nameOf(id), wrapped }), textSchemas.dayKey, id);
  }

  async function load(id: string): Promise<TextKey | undefined> {
    const wrapped = await vault.find(nameOf(id));
    return wrapped && open(id, wrapped);
  }

  async function make(id: string): Promise<TextKey> {
    const name = nameOf(id);
    return open(id, await vault.findOrKeep({ name, wrapped: await master.wrap(randomBytes(32), name) }));
  }

  /** What is not there, or could not be asked for, is asked for again. */
  function remember<Key extends TextKey | undefined>(id: string, loading: Promise<Key>): Promise<Key> {
    keys.set(id, loading);
    const forget = (): void => void (keys.get(id) === loading && keys.delete(id));
    loading.then((key) => key ?? forget(), forget);
    return loading;
  }

  const findOrMake = async (id: string): Promise<TextKey> => (await keys.get(id)) ?? remember(id, make(id));

  /** Where nobody was there yesterday, a clock may be wrong: then nothing is dropped today. */
  async function dropOld(day: number): Promise<void> {
    if ((await vault.find(nameOf(idOf(day - 1)))) === undefined) return;
    const old = Array.from({ length: longestPauseDays }, (_, index) => idOf(day - keptDays - index));
    for (const id of old) keys.delete(id);
    await Promise.all(old.map((id) => vault.drop(nameOf(id))));
  }

  /** What fails besides the day's own key is left to the next day, and to other processes. */
  function begin(day: number): Promise<TextKey> {
    findOrMake(idOf(day + 1)).catch(() => undefined);
    dropOld(day).catch(() => undefined);
    return findOrMake(idOf(day));
  }

  return {
    today() {
      const day = Math.floor(now().getTime() / dayMs);
      if (current?.id !== idOf(day)) {
        const begun = { id: idOf(day), key: begin(day) };
        current = begun;
        begun.key.catch(() => {
          if (current === begun) current = undefined;
        });
      }
      return current.key;
    },
    find: (id) => keys.get(id) ?? remember(id, load(id)),
  };
}
