import { useTexts } from '../app/contexts.ts';
import { Button } from '../shared/button.tsx';
import './promise-editor.css';

/** A promise while it is being written. `dueAt`: as the browser's control has it, local time; empty where none is named. */
export interface PromiseDraft {
  readonly id: string;
  readonly kind: 'reply' | 'call_back';
  readonly text: string;
  readonly dueAt: string;
}

const most = 5;

export function newPromise(): PromiseDraft {
  return { id: crypto.randomUUID(), kind: 'call_back', text: '', dueAt: '' };
}

interface PromiseEditorProps {
  readonly promises: readonly PromiseDraft[];
  /** How many were made before. */
  readonly knownCount: number;
  onChange(promises: readonly PromiseDraft[]): void;
  onAdd(): void;
}

/** What was promised: it comes back into the queue of promised call-backs, and the bot knows it. */
export function PromiseEditor({ promises, knownCount, onChange, onAdd }: PromiseEditorProps) {
  const { t } = useTexts();
  const change = (id: string, changes: Partial<PromiseDraft>): void =>
    onChange(promises.map((one) => (one.id === id ? { ...one, ...changes } : one)));
  return (
    <fieldset className="choice">
      <legend>{t('return.promises')}</legend>
      {knownCount > 0 && <p className="small soft">{t('return.promises.known', { count: knownCount })}</p>}
      {promises.map((promise) => (
        <PromiseLine
          key={promise.id}
          promise={promise}
          onChange={(changes) => change(promise.id, changes)}
          onRemove={() => onChange(promises.filter(({ id }) => id !== promise.id))}
        />
      ))}
      {promises.length < most && (
        <Button icon="phone" onClick={onAdd}>
          {t('promise.add')}
        </Button>
      )}
    </fieldset>
  );
}

interface PromiseLineProps {
  readonly promise: PromiseDraft;
  onChange(changes: Partial<PromiseDraft>): void;
  onRemove(): void;
}

function PromiseLine({ promise: { kind, text, dueAt }, onChange, onRemove }: PromiseLineProps) {
  const { t } = useTexts();
  return (
    <div className="promise">
      <select
        className="input"
        aria-label={t('promise.kind')}
        value={kind}
        onChange={(event) => onChange({ kind: event.target.value === 'reply' ? 'reply' : 'call_back' })}
      >
        <option value="call_back">{t('promise.call_back')}</option>
        <option value="reply">{t('promise.reply')}</option>
      </select>
      <input
        className="input"
        aria-label={t('promise.text')}
        placeholder={t('promise.text')}
        maxLength={300}
        value={text}
        onChange={(event) => onChange({ text: event.target.value })}
      />
      <input
        className="input"
        type="datetime-local"
        aria-label={t('promise.dueAt')}
        value={dueAt}
        onChange={(event) => onChange({ dueAt: event.target.value })}
      />
      <Button tone="quiet" icon="close" className="button-icon" aria-label={t('promise.remove')} onClick={onRemove} />
    </div>
  );
}
