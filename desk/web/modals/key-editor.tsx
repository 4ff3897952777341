import { type KeyboardEvent, useState } from 'react';
import { usePreferences } from '../app/contexts.ts';
import { bindingsOf, conflictOf, type KeyAction, keyActions } from '../keys/bindings.ts';
import { chordOf } from '../keys/chord.ts';
import { Button } from '../shared/button.tsx';
import { Chord } from '../shared/keys.tsx';
import './key-editor.css';

/** Every action with its key: press the key's button, then the new key. */
export function KeyEditor() {
  const { settings, change, texts } = usePreferences();
  const { t } = texts;
  const bindings = bindingsOf(settings.keys);
  const [waiting, setWaiting] = useState<KeyAction>();
  const [problem, setProblem] = useState('');
  const take = (event: KeyboardEvent, action: KeyAction): void => {
    if (waiting !== action || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return setWaiting(undefined);
    const chord = chordOf(event);
    if (chord === undefined) return;
    const conflict = conflictOf(bindings, action, chord);
    setProblem(
      conflict === undefined ? '' : conflict === 'reserved' ? t('keys.reserved') : t('keys.taken', { action: t(`key.${conflict}`) }),
    );
    if (conflict !== undefined) return;
    change({ keys: { ...settings.keys, [action]: chord } });
    setWaiting(undefined);
  };
  return (
    <fieldset className="choice">
      <legend>{t('settings.keys')}</legend>
      <p className="key-problem small" role="alert">
        {problem}
      </p>
      <ul className="key-editor">
        {keyActions.map((action) => (
          <li key={action}>
            <span>{t(`key.${action}`)}</span>
            <button
              type="button"
              className="key-button"
              onClick={() => setWaiting(action)}
              onBlur={() => setWaiting(undefined)}
              onKeyDown={(event) => take(event, action)}
            >
              <span className="unseen">{t('keys.change', { action: t(`key.${action}`) })}</span>
              {waiting === action ? t('keys.press') : <Chord chord={bindings[action]} />}
            </button>
          </li>
        ))}
      </ul>
      <Button tone="quiet" onClick={() => change({ keys: {} })}>
        {t('keys.reset')}
      </Button>
    </fieldset>
  );
}
