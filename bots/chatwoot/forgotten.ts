import { z } from 'zod';
import type { RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';

/** Whom Chatwoot has to forget, by the name they have there: written down when they are erased here, ticked off when they are gone there. */
export interface Forgotten {
  add(identifier: string): Promise<void>;
  all(): Promise<readonly string[]>;
  done(identifier: string): Promise<void>;
}

const list = 'list';

/** One list in the record store, the same for all processes. */
export function createForgotten(records: RecordStore): Forgotten {
  const lists = typedRecords(records, 'chatwoot-forgotten', z.array(z.string()));

  async function update(change: (known: readonly string[]) => readonly string[]): Promise<void> {
    for (;;) {
      const current = await lists.get(list);
      const known = current?.value ?? [];
      const next = change(known);
      if (next.length === known.length || (await lists.put(list, [...next], { ifVersion: current?.version ?? 0 }))) return;
    }
  }

  return {
    add: (identifier) => update((known) => (known.includes(identifier) ? known : [...known, identifier])),
    all: async () => (await lists.get(list))?.value ?? [],
    done: (identifier) => update((known) => known.filter((one) => one !== identifier)),
  };
}
