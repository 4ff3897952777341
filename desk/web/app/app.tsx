import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DeskCallError } from '../api/desk-call-error.ts';
import { SignIn } from '../pages/sign-in.tsx';
import { queryKeys } from '../state/query-keys.ts';
import { PreferencesContext } from './contexts.ts';
import { createDesk, type DeskParts } from './create-desk.ts';
import { SignedIn } from './signed-in.tsx';
import { useSettings } from './use-settings.ts';
import './app.css';

/** The desk: whoever is not signed in is led to the bank's sign-in. */
export function App() {
  const [parts] = useState(createDesk);
  return (
    <QueryClientProvider client={parts.client}>
      <Gate parts={parts} />
    </QueryClientProvider>
  );
}

function Gate({ parts }: { readonly parts: DeskParts }) {
  const asked = useQuery({
    queryKey: queryKeys.session,
    queryFn: () => parts.readSession(),
    refetchInterval: 10 * 60_000,
  });
  const session = asked.data;
  const preferences = useSettings(session?.timeZone);
  const cannotReach = asked.error instanceof DeskCallError && !session;
  return (
    <PreferencesContext value={preferences}>
      {session ? (
        <SignedIn key={session.agent.id} parts={parts} session={session} />
      ) : (
        <SignIn
          state={cannotReach ? 'unreachable' : session === null ? (parts.wasSignedIn() ? 'ended' : 'out') : 'asking'}
          onRetry={() => void asked.refetch()}
        />
      )}
    </PreferencesContext>
  );
}
