import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { DeskSession } from '../../api/session.ts';
import { queryKeys } from '../state/query-keys.ts';
import { Announcer, useAnnouncer } from './announcer.tsx';
import { type Desk, DeskContext, NowContext, usePreferences } from './contexts.ts';
import type { DeskParts } from './create-desk.ts';
import { KeyActions } from './key-actions.tsx';
import { Shell } from './shell.tsx';
import { Toasts, useToasts } from './toasts.tsx';
import { useFeed } from './use-feed.ts';
import { usePlace } from './use-place.ts';
import { useServerTime } from './use-server-time.ts';
import { wordsFor } from './words-for.ts';

interface SignedInProps {
  readonly parts: DeskParts;
  readonly session: DeskSession;
}

/** Everything behind the sign-in. */
export function SignedIn({ parts, session }: SignedInProps) {
  const { api, drafts, recent } = parts;
  const { texts } = usePreferences();
  const { place, go } = usePlace();
  const { toasts, toast, close } = useToasts();
  const { said, announce } = useAnnouncer();
  const now = useServerTime(session.now);
  const isStaff = session.roles.some((role) => role !== 'auditor');
  const counts = useQuery({
    queryKey: queryKeys.counts,
    queryFn: ({ signal }) => api.conversations({ queue: 'all', most: 1 }, signal),
    enabled: isStaff,
  });
  const line = useFeed({
    after: counts.data?.lastEventId,
    me: session.agent.id,
    recent,
    onEvent(event, before) {
      if (event.type === 'gone') drafts.forget(event.id);
      const words = wordsFor(event, { open: place.conversation, before, texts });
      if (words !== undefined) announce(words);
    },
  });
  const desk = useMemo<Desk>(
    () => ({ api, session, drafts, place, go, toast, announce }),
    [api, session, drafts, place, go, toast, announce],
  );
  return (
    <DeskContext value={desk}>
      <NowContext value={now}>
        <KeyActions>
          <Shell
            line={isStaff ? line : 'open'}
            counts={counts.data?.counts}
            recent={recent}
            isReady={counts.data !== undefined}
            failed={counts.error !== null}
          />
        </KeyActions>
        <Toasts toasts={toasts} close={close} />
        <Announcer said={said} />
      </NowContext>
    </DeskContext>
  );
}
