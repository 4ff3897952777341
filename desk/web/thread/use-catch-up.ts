import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isPassing } from '../api/desk-call-error.ts';
import type { OpenConversation } from '../state/open-conversation.ts';

/** At once; then again, for the answer may be of a process that is a moment behind the one that told of the change. */
const waitsMs = [0, 200, 1000];

type Detail = Pick<UseQueryResult<OpenConversation>, 'data' | 'error' | 'refetch'>;

/**
 * Loads the open conversation again where more was said than this page was told: the stream brings words only to who is known to have it
 * open, and none of what it catches up. It waits until the page is looked at, because loading is a read that the trail is told of.
 */
export function useCatchUp({ data, error, refetch }: Detail): void {
  const isLookedAt = useSyncExternalStore(followVisibility, () => document.visibilityState === 'visible');
  const isBehind = data?.isBehind === true && (error === null || isPassing(error));
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!isBehind) return undefined;
    // What is behind once more later is loaded at once again.
    return () => setTries(0);
  }, [isBehind]);
  useEffect(() => {
    if (!isBehind || !isLookedAt) return undefined;
    const load = (): void => void refetch({ cancelRefetch: false }).finally(() => setTries((count) => count + 1));
    const timer = setTimeout(load, waitsMs[Math.min(tries, waitsMs.length - 1)]);
    return () => clearTimeout(timer);
  }, [isBehind, isLookedAt, tries, refetch]);
}

function followVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
