import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { type Place, printPlace, readPlace } from '../state/place.ts';

const moved = 'guichet:moved';

/** Where one is, and how to go elsewhere: the browser's own history, so that Back does what it says. */
export function usePlace(): { readonly place: Place; go(change: Partial<Place>): void } {
  const address = useSyncExternalStore(follow, () => `${location.pathname}${location.search}`);
  const place = useMemo(() => readPlace(new URL(address, location.origin)), [address]);
  const go = useCallback((change: Partial<Place>) => {
    const next = printPlace({ ...readPlace(location), ...change });
    if (next === `${location.pathname}${location.search}`) return;
    history.pushState(undefined, '', next);
    dispatchEvent(new Event(moved));
  }, []);
  return { place, go };
}

function follow(changed: () => void): () => void {
  addEventListener('popstate', changed);
  addEventListener(moved, changed);
  return () => {
    removeEventListener('popstate', changed);
    removeEventListener(moved, changed);
  };
}
