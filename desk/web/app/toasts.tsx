import { useCallback, useRef, useState } from 'react';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { type ToastTone, useTexts } from './contexts.ts';
import './toasts.css';

interface Toast {
  readonly number: number;
  readonly text: string;
  readonly tone: ToastTone;
}

/** Long enough to be read twice; what went wrong stays until it is closed. */
const shownMs = 6000;

/** Sentences at the edge of the screen. */
export function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const count = useRef(0);
  const close = useCallback((number: number) => setToasts((shown) => shown.filter((one) => one.number !== number)), []);
  const toast = useCallback(
    (text: string, tone: ToastTone = 'plain') => {
      count.current += 1;
      const number = count.current;
      setToasts((shown) => [...shown.slice(-2), { number, text, tone }]);
      if (tone !== 'bad') setTimeout(() => close(number), shownMs);
    },
    [close],
  );
  return { toasts, toast, close };
}

export function Toasts({ toasts, close }: Pick<ReturnType<typeof useToasts>, 'toasts' | 'close'>) {
  const { t } = useTexts();
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ number, text, tone }) => (
        <div key={number} className={`toast toast-${tone}`}>
          <Icon name={tone === 'good' ? 'check' : tone === 'bad' ? 'alert' : 'info'} />
          <p>{text}</p>
          <Button tone="quiet" icon="close" className="button-icon" aria-label={t('close')} onClick={() => close(number)} />
        </div>
      ))}
    </div>
  );
}
