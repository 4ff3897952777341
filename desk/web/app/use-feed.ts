import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ConversationSummary } from '../../api/conversation.ts';
import type { DeskEvent } from '../../api/events.ts';
import { deskRoutes } from '../../api/routes.ts';
import { followEvents, type LineState } from '../api/event-feed.ts';
import { applyEvent, forgetMoment } from '../state/apply-event.ts';
import { knownConversation } from '../state/known-conversation.ts';
import { queryKeys } from '../state/query-keys.ts';
import type { RecentChanges } from '../state/recent-changes.ts';

interface FeedOptions {
  /** Where to begin; undefined while that is not known. */
  readonly after: string | undefined;
  readonly me: string;
  readonly recent: RecentChanges;
  /** For what is said aloud. `before`: the conversation of the event as it was known. */
  onEvent(event: DeskEvent, before: ConversationSummary | undefined): void;
}

const countsEveryMs = 1000;

/** Keeps the screen in step with the server for as long as somebody is signed in. */
export function useFeed({ after, me, recent, onEvent }: FeedOptions): LineState {
  const client = useQueryClient();
  const [state, setState] = useState<LineState>('connecting');
  const isReady = after !== undefined;
  const take = useEffectEvent((event: DeskEvent) => {
    const before = event.type === 'conversation' ? knownConversation({ client, recent }, event.conversation.id) : undefined;
    if (event.type === 'conversation') recent.note(event);
    if (event.type === 'gone') recent.forget(event.id);
    applyEvent({ client, me }, event);
    onEvent(event, before);
  });
  const begin = useEffectEvent((counts: () => void) =>
    followEvents(
      {
        open: (from) => new EventSource(`${deskRoutes.events.path}?${new URLSearchParams({ after: from })}`),
        later(run, ms) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        onEvent(event) {
          take(event);
          if (event.type === 'conversation' || event.type === 'gone') counts();
        },
        onState(next) {
          setState(next);
          if (next === 'lost') forgetMoment(client);
        },
      },
      after ?? '',
    ),
  );
  useEffect(() => {
    if (!isReady) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = begin(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: queryKeys.counts });
      }, countsEveryMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [isReady, client]);
  return state;
}
