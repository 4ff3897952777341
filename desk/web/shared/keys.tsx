import { usePreferences } from '../app/contexts.ts';
import { bindingsOf, type KeyAction } from '../keys/bindings.ts';
import { printChord } from '../keys/chord.ts';
import './keys.css';

const isMac = /mac/i.test(navigator.userAgent);

/** A chord as keys. */
export function Chord({ chord }: { readonly chord: string }) {
  return (
    <span className="keys">
      {printChord(chord, isMac).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}

/** The key of an action, as it is bound now; for the eye only. */
export function KeyOf({ action }: { readonly action: KeyAction }) {
  const { settings } = usePreferences();
  return (
    <span className="keys-hint" aria-hidden="true">
      <Chord chord={bindingsOf(settings.keys)[action]} />
    </span>
  );
}
