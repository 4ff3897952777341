import type { Change } from './open-conversation.ts';

/**
 * The last changes the stream brought. An answer that was on its way meanwhile is older than they are: they are put into it again when
 * it arrives, so that nothing falls between the two.
 */
export interface RecentChanges {
  note(change: Change): void;
  all(): readonly Change[];
  /** Nothing of a conversation that was erased is put into anything any more, until it is told of anew. */
  forget(conversation: string): void;
  isForgotten(conversation: string): boolean;
  of(conversation: string): readonly Change[];
}

export function createRecentChanges(most: number): RecentChanges {
  let changes: Change[] = [];
  const forgotten = new Set<string>();
  return {
    note(change) {
      forgotten.delete(change.conversation.id);
      changes.push(change);
      if (changes.length > most) changes.shift();
    },
    forget(id) {
      forgotten.add(id);
      changes = changes.filter(({ conversation }) => conversation.id !== id);
    },
    isForgotten: (id) => forgotten.has(id),
    all: () => changes,
    of: (id) => changes.filter(({ conversation }) => conversation.id === id),
  };
}
