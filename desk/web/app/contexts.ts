import { createContext, useContext } from 'react';
import type { DeskSession } from '../../api/session.ts';
import type { DeskApi } from '../api/desk-api.ts';
import type { Drafts } from '../state/drafts.ts';
import type { Place } from '../state/place.ts';
import type { Texts } from '../texts/texts.ts';
import type { DeskSettings } from './settings.ts';

export type ToastTone = 'good' | 'plain' | 'bad';

/** What every part of the application may need once somebody is signed in. */
export interface Desk {
  readonly api: DeskApi;
  readonly session: DeskSession;
  readonly drafts: Drafts;
  readonly place: Place;
  go(change: Partial<Place>): void;
  /** One sentence at the edge of the screen, read aloud as well. */
  toast(text: string, tone?: ToastTone): void;
  /** Read aloud by screen readers only. */
  announce(text: string): void;
}

/** What is there before anybody is signed in. */
export interface Preferences {
  readonly settings: DeskSettings;
  change(settings: Partial<DeskSettings>): void;
  readonly texts: Texts;
}

export const PreferencesContext = createContext<Preferences | undefined>(undefined);
export const DeskContext = createContext<Desk | undefined>(undefined);
/** The server's time, in milliseconds, moved on every few seconds. */
export const NowContext = createContext<number>(0);

export function usePreferences(): Preferences {
  return found(useContext(PreferencesContext));
}

export function useTexts(): Texts {
  return usePreferences().texts;
}

export function useDesk(): Desk {
  return found(useContext(DeskContext));
}

export function useNow(): number {
  return useContext(NowContext);
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError('used outside of its provider');
  return value;
}
