import { useEffect } from 'react';
import type { DeskApi } from '../api/desk-api.ts';

export type Availability = 'available' | 'away';

const presenceEveryMs = 20_000;
const readingEveryMs = 15_000;
/** A sign of life that is lost is followed by the next one. */
const nothing = (): void => undefined;

/** Tells the server that somebody is here, so that work is offered to who can take it. */
export function usePresence(api: DeskApi, state: Availability, capacity: number): void {
  useEffect(() => {
    const tell = (): void => void api.presence({ state, capacity }).catch(nothing);
    tell();
    const timer = setInterval(tell, presenceEveryMs);
    return () => clearInterval(timer);
  }, [api, state, capacity]);
}

/** Tells colleagues who reads a conversation, while it is on the screen and the page is in front. */
export function useReading(api: DeskApi, id: string): void {
  useEffect(() => {
    const tell = (): void => void api.reading(id, document.visibilityState === 'visible').catch(nothing);
    tell();
    const timer = setInterval(tell, readingEveryMs);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
      void api.reading(id, false).catch(nothing);
    };
  }, [api, id]);
}
