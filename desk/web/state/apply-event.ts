import type { QueryClient } from '@tanstack/react-query';
import { queueFilters } from '../../api/conversation.ts';
import type { DeskEvent } from '../../api/events.ts';
import { changeConversation, type ListPages, placeConversation, removeConversation } from './list-pages.ts';
import { type Change, type OpenConversation, takeChange } from './open-conversation.ts';
import { queryKeys } from './query-keys.ts';
import { belongsTo, onlyIn, passes } from './queues.ts';

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
      // Whoever looks at it is told that it is gone; taking the query away would leave it on the screen.
      return void client.resetQueries({ queryKey: queryKeys.detail(event.id) });
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
            : placeConversation(data, conversation, belongsTo(queue, conversation, me) && passes(onlyIn(key[3]), conversation)),
        );
      }
    }
  }
  changeOpen(client, conversation.id, (open) => takeChange(open, change));
}

function applyReading(client: QueryClient, { id, readers, typing }: Extract<DeskEvent, { type: 'reading' }>): void {
  changeLists(client, (data) => changeConversation(data, id, (known) => ({ ...known, readers, typing })));
  changeOpen(client, id, (open) => ({ ...open, conversation: { ...open.conversation, readers, typing } }));
}

/** Who reads and who types is of the moment: once the line is cut nobody knows it any more, and it is not shown as if somebody did. */
export function forgetMoment(client: QueryClient): void {
  const nobody = { readers: [], typing: { customer: false, agents: [] } };
  changeLists(client, (data) => ({
    ...data,
    pages: data.pages.map((page) => ({ ...page, conversations: page.conversations.map((one) => ({ ...one, ...nobody })) })),
  }));
  client.setQueriesData<OpenConversation>({ queryKey: queryKeys.details }, (open) =>
    open ? { ...open, conversation: { ...open.conversation, ...nobody } } : undefined,
  );
}

function changeLists(client: QueryClient, change: (data: ListPages) => ListPages): void {
  client.setQueriesData<ListPages>({ queryKey: queryKeys.lists }, (data) => (data ? change(data) : undefined));
}

function changeOpen(client: QueryClient, id: string, change: (open: OpenConversation) => OpenConversation): void {
  client.setQueryData<OpenConversation>(queryKeys.detail(id), (open) => (open ? change(open) : undefined));
}
