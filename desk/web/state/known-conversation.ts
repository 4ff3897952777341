import type { QueryClient } from '@tanstack/react-query';
import type { ConversationSummary } from '../../api/conversation.ts';
import { findConversation, type ListPages } from './list-pages.ts';
import { queryKeys } from './query-keys.ts';
import type { RecentChanges } from './recent-changes.ts';

interface Known {
  readonly client: QueryClient;
  readonly recent: Pick<RecentChanges, 'of'>;
}

/** A conversation as this page knows it, from what the stream told last or from a list that is loaded. */
export function knownConversation({ client, recent }: Known, id: string): ConversationSummary | undefined {
  const told = recent.of(id).at(-1)?.conversation;
  if (told) return told;
  for (const [, data] of client.getQueriesData<ListPages>({ queryKey: queryKeys.lists })) {
    const found = data && findConversation(data, id);
    if (found) return found;
  }
  return undefined;
}
