import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { actionOf, bindingsOf, type KeyAction } from '../keys/bindings.ts';
import { chordOf, typesText } from '../keys/chord.ts';
import { usePreferences } from './contexts.ts';

/** What can be done now, by the part of the page that does it. */
interface Registry {
  readonly actions: Map<KeyAction, () => void>;
}

const KeyActionsContext = createContext<Registry>({ actions: new Map() });

/** Listens for the keys of everything below. */
export function KeyActions({ children }: { readonly children: ReactNode }) {
  const [registry] = useState<Registry>(() => ({ actions: new Map() }));
  const { settings } = usePreferences();
  const bindings = useMemo(() => bindingsOf(settings.keys), [settings.keys]);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const chord = chordOf(event);
    if (event.defaultPrevented || chord === undefined || isElsewhere(event.target, chord)) return;
    const action = actionOf(bindings, chord);
    const run = action && registry.actions.get(action);
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return <KeyActionsContext value={registry}>{children}</KeyActionsContext>;
}

/** Single keys are off where they would type or press something; all are off behind an open window. */
function isElsewhere(target: EventTarget | null, chord: string): boolean {
  if (document.querySelector('[role="dialog"], [role="menu"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (typesText(chord) && target.matches('input, textarea, select, [contenteditable]')) return true;
  return chord === 'Enter' && target.matches('a, button, summary, [role="button"], [role="tab"]');
}

/** Binds a key while this part of the page is there; undefined: not now. */
export function useKeyAction(action: KeyAction, run: (() => void) | undefined): void {
  const { actions } = useContext(KeyActionsContext);
  const latest = useEffectEvent(() => run?.());
  const isOn = run !== undefined;
  useEffect(() => {
    if (!isOn) return undefined;
    const mine = (): void => latest();
    actions.set(action, mine);
    return () => {
      if (actions.get(action) === mine) actions.delete(action);
    };
  }, [actions, action, isOn]);
}

/** What can be done now, for the palette. */
export function useActionsNow(): ReadonlyMap<KeyAction, () => void> {
  return useContext(KeyActionsContext).actions;
}
