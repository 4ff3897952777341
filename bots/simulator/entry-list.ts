import type { SendApiBody } from './send-api-body.ts';
import type { DeliveryStatus, ThreadEntry } from './thread-entry.ts';

/** What the customer said or pressed. */
export type CustomerEntry = Extract<ThreadEntry, { from: 'customer' }>;

/** The messages on one screen, oldest first; the oldest go when there are too many. */
export interface EntryList {
  all(): readonly ThreadEntry[];
  addFromCustomer(turn: string, text: string, at: Date): ThreadEntry;
  addFromBot(body: SendApiBody, at: Date): ThreadEntry;
  /** Gives the wanted messages of the customer a status; answers with the ids of those that had another. */
  mark(status: DeliveryStatus, wanted: (entry: CustomerEntry) => boolean): readonly number[];
  /** Gives what belongs to no turn yet to this one; answers with the ids of all that belong to it. */
  claim(turn: string): readonly number[];
  clear(): void;
}

const kept = 500;

/** An empty list that keeps the last 500 messages. */
export function createEntryList(): EntryList {
  let entries: readonly ThreadEntry[] = [];
  let nextId = 1;

  function add(entry: ThreadEntry): ThreadEntry {
    entries = [...entries, entry].slice(-kept);
    return entry;
  }

  return {
    all: () => entries,
    addFromCustomer: (turn, text, at) => add({ id: nextId++, at: at.toISOString(), from: 'customer', turn, text, status: 'sending' }),
    addFromBot: (body, at) => add({ id: nextId++, at: at.toISOString(), from: 'bot', body }),
    mark(status, wanted) {
      const changed = entries.filter((entry) => entry.from === 'customer' && entry.status !== status && wanted(entry));
      entries = entries.map((entry) => (entry.from === 'customer' && changed.includes(entry) ? { ...entry, status } : entry));
      return changed.map(({ id }) => id);
    },
    claim(turn) {
      entries = entries.map((entry) => (entry.turn === undefined ? { ...entry, turn } : entry));
      return entries.filter((entry) => entry.turn === turn).map(({ id }) => id);
    },
    clear() {
      entries = [];
    },
  };
}
