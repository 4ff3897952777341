import type { ConversationKey } from '../../../store/port.ts';
import { type Memory, noMemory } from './counting-dialog.ts';
import type { Outcome } from './sequential-model.ts';

interface Book {
  memory: Memory;
  readonly turns: string[];
  readonly sent: string[];
  readonly written: string[];
  atWork: string | undefined;
}

/** The customer's and the bank's side of all conversations: notes what reaches them, and forgives nothing that comes twice. */
export interface Witness {
  begins(conversation: ConversationKey, eventId: string): void;
  writes(conversation: ConversationKey, write: string): void;
  gets(conversation: ConversationKey, text: string): void;
  remembers(conversation: ConversationKey, memory: Memory): void;
  ends(conversation: ConversationKey): void;
  /** The store knows that the turn has ended. */
  closes(eventId: string): void;
  /** What was seen of a conversation so far. */
  outcomeOf(conversation: ConversationKey): Outcome;
  /** How often a turn began while another one of its conversation was at work. */
  readonly overlaps: number;
  /** Turns begun so far. */
  readonly turns: number;
  /** Resolves once the turn of the event is over, for the store too. */
  closed(eventId: string): Promise<void>;
}

/** Sees every turn begin and end, in whichever process it runs. */
export function createWitness(): Witness {
  const books = new Map<ConversationKey, Book>();
  const waiting = new Map<string, () => void>();
  const over = new Set<string>();
  let overlaps = 0;
  let turns = 0;
  const bookOf = (conversation: ConversationKey): Book => {
    const book = books.get(conversation) ?? { memory: noMemory, turns: [], sent: [], written: [], atWork: undefined };
    books.set(conversation, book);
    return book;
  };
  return {
    begins(conversation, eventId) {
      const book = bookOf(conversation);
      if (book.atWork !== undefined) overlaps += 1;
      book.atWork = eventId;
      book.turns.push(eventId);
      turns += 1;
    },
    writes: (conversation, write) => void bookOf(conversation).written.push(write),
    gets: (conversation, text) => void bookOf(conversation).sent.push(text),
    remembers: (conversation, memory) => void (bookOf(conversation).memory = memory),
    ends: (conversation) => void (bookOf(conversation).atWork = undefined),
    closes(eventId) {
      over.add(eventId);
      waiting.get(eventId)?.();
    },
    outcomeOf(conversation) {
      const { memory, turns, sent, written } = bookOf(conversation);
      return { memory, turns, sent, written };
    },
    get overlaps() {
      return overlaps;
    },
    get turns() {
      return turns;
    },
    async closed(eventId) {
      if (!over.has(eventId)) await new Promise<void>((resolve) => waiting.set(eventId, resolve));
    },
  };
}
