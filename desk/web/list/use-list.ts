import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ConversationList, ConversationSummary } from '../../api/conversation.ts';
import { useDesk } from '../app/contexts.ts';
import { renewPage } from '../state/list-pages.ts';
import { queryKeys } from '../state/query-keys.ts';
import { belongsTo, type Only, passes, type Queue } from '../state/queues.ts';
import type { RecentChanges } from '../state/recent-changes.ts';

const pageSize = 200;

interface ListOptions {
  readonly queue: Queue;
  readonly search: string;
  readonly only: Only;
  readonly recent: RecentChanges;
  readonly isReady: boolean;
}

/** One area of the list, page by page as one comes near its end. */
export function useList({ queue, search, only, recent, isReady }: ListOptions) {
  const { api, session } = useDesk();
  const list = useInfiniteQuery({
    queryKey: queryKeys.list(queue, search, only),
    enabled: isReady,
    initialPageParam: undefined,
    queryFn: async ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => {
      const answer = await api.conversations({ queue, search, ...only, after: pageParam, most: pageSize }, signal);
      const page = { ...answer, conversations: answer.conversations.filter(({ id }) => !recent.isForgotten(id)) };
      if (search !== '') return page;
      const changed = recent.all().map(({ conversation }) => conversation);
      const belongs = (one: ConversationSummary): boolean => belongsTo(queue, one, session.agent.id) && passes(only, one);
      return renewPage(page, changed, { isFirst: pageParam === undefined, belongs });
    },
    getNextPageParam: (page: ConversationList) => page.next,
  });
  const conversations = useMemo(() => unique(list.data?.pages.flatMap((page) => page.conversations) ?? []), [list.data]);
  return { list, conversations };
}

/** A conversation that moved between two pages while they were loaded is in both. */
function unique(conversations: readonly ConversationSummary[]): readonly ConversationSummary[] {
  return [...new Map(conversations.map((one) => [one.id, one])).values()];
}
