import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../app/contexts.ts';
import { mergeDetail } from '../state/merge-thread.ts';
import { queryKeys } from '../state/query-keys.ts';
import type { RecentChanges } from '../state/recent-changes.ts';

/** The conversation on the screen. Nothing of it is kept once it is left: opening it again is another read, and the trail has to know. */
export function useDetail(id: string, recent: RecentChanges) {
  const { api } = useDesk();
  return useQuery({
    queryKey: queryKeys.detail(id),
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const detail = await api.conversation(id, signal);
      return recent
        .all()
        .filter(({ conversation }) => conversation.id === id)
        .reduce(
          (merged, { conversation, entries }) => mergeDetail(merged, conversation, entries.filter(isNotBefore(detail.thread[0]?.number))),
          detail,
        );
    },
  });
}

/** Earlier entries than those that were loaded come page by page. */
function isNotBefore(first: number | undefined): (entry: { readonly number: number }) => boolean {
  return ({ number }) => first === undefined || number >= first;
}
