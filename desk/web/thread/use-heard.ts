import { useEffect, useRef } from 'react';
import type { ThreadEntry } from '../../api/thread.ts';
import { useDesk, useTexts } from '../app/contexts.ts';

/** Says aloud what the customer writes while the conversation is open, whether the stream brought it or it was loaded again. */
export function useHeard(thread: readonly ThreadEntry[]): void {
  const { announce } = useDesk();
  const { t } = useTexts();
  const last = useRef(thread.at(-1)?.number ?? 0);
  useEffect(() => {
    const written = thread.flatMap((entry) =>
      entry.kind === 'customer' && entry.number > last.current ? [entry.text ?? t('entry.attachment')] : [],
    );
    last.current = Math.max(last.current, thread.at(-1)?.number ?? 0);
    if (written.length > 0) announce(t('said.customer', { text: written.join(' ') }));
  }, [thread, announce, t]);
}
