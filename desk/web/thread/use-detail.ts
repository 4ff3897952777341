import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDesk } from '../app/contexts.ts';
import { type OpenConversation, renewOpen } from '../state/open-conversation.ts';
import { queryKeys } from '../state/query-keys.ts';
import type { RecentChanges } from '../state/recent-changes.ts';
import { useCatchUp } from './use-catch-up.ts';

/** The conversation on the screen. Nothing of it is kept once it is left: opening it again is another read, and the trail has to know. */
export function useDetail(id: string, recent: RecentChanges) {
  const { api } = useDesk();
  const client = useQueryClient();
  const queryKey = queryKeys.detail(id);
  const detail = useQuery({
    queryKey,
    gcTime: 0,
    queryFn: async ({ signal }): Promise<OpenConversation> => {
      const answer = await api.conversation(id, signal);
      return renewOpen(answer, client.getQueryData<OpenConversation>(queryKey), recent.of(id));
    },
  });
  useCatchUp(detail);
  return detail;
}
