import type { QueryClient } from '@tanstack/react-query';
import { type ConversationDetail, type ConversationSummary, queueFilters } from '../../api/conversation.ts';
import type { DeskEvent } from '../../api/events.ts';
import type { ThreadEntry } from '../../api/thread.ts';
import { changeConversation, type ListPages, placeConversation, removeConversation } from './list-pages.ts';
import { changesPermissions, hasGap, mergeDetail } from './merge-thread.ts';
import { queryKeys } from './query-keys.ts';
import { belongsTo } from './queues.ts';

/** A conversation as an event or an answer brought it. */
export interface Change {
  readonly conversation: ConversationSummary;
  readonly entries: readonly ThreadEntry[];
}

/** Where changes go: what the server's answers were, kept by TanStack Query, for the agent who looks at it. */
export interface Kept {
  readonly client: QueryClient;
  readonly me: string;
}

/** Puts an event into everything that is on the screen. */
export function applyEvent(kept: Kept, event: DeskEvent): void {
  const { client } = kept;
  switch (event.type) {
    case 'conversation':
      return applyChange(kept, event);
    case 'gone':
      changeLists(client, (data) => removeConversation(data, event.id));
      return client.removeQueries({ queryKey: queryKeys.detail(event.id) });
    case 'reading':
      return applyReading(client, event);
    case 'colleagues':
      return void client.invalidateQueries({ queryKey: queryKeys.colleagues });
    case 'resync':
      for (const queryKey of [queryKeys.lists, queryKeys.counts, queryKeys.details]) void client.invalidateQueries({ queryKey });
      return;
    case 'signed_out':
      return void client.setQueryData(queryKeys.session, null);
  }
}

/** Puts a changed conversation into every list it belongs to, and into the thread on the screen. */
export function applyChange(kept: Kept, change: Change): void {
  const { client, me } = kept;
  const { conversation } = change;
  for (const queue of queueFilters) {
    for (const [key, data] of client.getQueriesData<ListPages>({ queryKey: [...queryKeys.lists, queue] })) {
      // What is searched for is found by the server: a hit is renewed in its place, none is added.
      const isSearch = key[2] !== '';
      if (data) {
        client.setQueryData<ListPages>(
          key,
          isSearch
            ? changeConversation(data, conversation.id, (known) => (known.version > conversation.version ? known : conversation))
            : placeConversation(data, conversation, belongsTo(queue, conversation, me)),
        );
      }
    }
  }
  applyToDetail(client, change);
}

function applyToDetail(client: QueryClient, { conversation, entries }: Change): void {
  const key = queryKeys.detail(conversation.id);
  const detail = client.getQueryData<ConversationDetail>(key);
  if (!detail) return;
  const needsAnew = hasGap(detail.thread, entries) || changesPermissions(detail.conversation, conversation);
  client.setQueryData<ConversationDetail>(key, mergeDetail(detail, conversation, entries));
  if (needsAnew) void client.invalidateQueries({ queryKey: key });
}

function applyReading(client: QueryClient, { id, readers, typing }: Extract<DeskEvent, { type: 'reading' }>): void {
  changeLists(client, (data) => changeConversation(data, id, (known) => ({ ...known, readers, typing })));
  client.setQueryData<ConversationDetail>(queryKeys.detail(id), (detail) =>
    detail ? { ...detail, conversation: { ...detail.conversation, readers, typing } } : undefined,
  );
}

/** Who reads and who types is of the moment: once the line is cut nobody knows it any more, and it is not shown as if somebody did. */
export function forgetMoment(client: QueryClient): void {
  const nobody = { readers: [], typing: { customer: false, agents: [] } };
  changeLists(client, (data) => ({
    ...data,
    pages: data.pages.map((page) => ({ ...page, conversations: page.conversations.map((one) => ({ ...one, ...nobody })) })),
  }));
  client.setQueriesData<ConversationDetail>({ queryKey: queryKeys.details }, (detail) =>
    detail ? { ...detail, conversation: { ...detail.conversation, ...nobody } } : undefined,
  );
}

function changeLists(client: QueryClient, change: (data: ListPages) => ListPages): void {
  client.setQueriesData<ListPages>({ queryKey: queryKeys.lists }, (data) => (data ? change(data) : undefined));
}
