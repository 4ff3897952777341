import type { Change } from './open-conversation.ts';

/**
 * The last changes the stream brought. An answer that was on its way meanwhile is older than they are: they are put into it again when
 * it arrives, so that nothing falls between the two.
 */
export interface RecentChanges {
  note(change: Change): void;
  all(): readonly Change[];
  of(conversation: string): readonly Change[];
}

export function createRecentChanges(most: number): RecentChanges {
  const changes: Change[] = [];
  return {
    note(change) {
      changes.push(change);
      if (changes.length > most) changes.shift();
    },
    all: () => changes,
    of: (id) => changes.filter(({ conversation }) => conversation.id === id),
  };
}
