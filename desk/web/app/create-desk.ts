import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { DeskSession } from '../../api/session.ts';
import { createCaller } from '../api/caller.ts';
import { createDeskApi, type DeskApi } from '../api/desk-api.ts';
import { DeskCallError, isPassing } from '../api/desk-call-error.ts';
import { createDrafts, type Drafts } from '../state/drafts.ts';
import { queryKeys } from '../state/query-keys.ts';
import { createRecentChanges, type RecentChanges } from '../state/recent-changes.ts';

/** What lives as long as the page. */
export interface DeskParts {
  readonly client: QueryClient;
  readonly api: DeskApi;
  readonly drafts: Drafts;
  readonly recent: RecentChanges;
  /** Null where nobody is signed in. @throws DeskCallError */
  readSession(): Promise<DeskSession | null>;
  /** Whether somebody was, since the page was loaded: then it has ended. */
  wasSignedIn(): boolean;
}

const mostRecent = 200;

export function createDesk(): DeskParts {
  let session: DeskSession | null = null;
  let wasSignedIn = false;
  const caller = createCaller({
    fetch: (path, init) => fetch(path, init),
    csrf: () => session?.csrf ?? '',
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const api = createDeskApi(caller);
  return {
    client: createClient(),
    api,
    drafts: createDrafts(sessionStorage),
    recent: createRecentChanges(mostRecent),
    async readSession() {
      session = await api.session().catch(nobody);
      wasSignedIn ||= session !== null;
      return session;
    },
    wasSignedIn: () => wasSignedIn,
  };
}

function nobody(error: unknown): null {
  if (isSignedOut(error)) return null;
  throw error;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof DeskCallError && error.code === 'signed_out';
}

function createClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) client.setQueryData(queryKeys.session, null);
      },
    }),
    defaultOptions: {
      queries: {
        // The stream of events keeps everything fresh; nothing is asked again by itself.
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && isPassing(error),
      },
    },
  });
  return client;
}
