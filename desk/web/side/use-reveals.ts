import { useEffect, useState } from 'react';
import type { CustomerField } from '../../api/conversation.ts';
import type { RevealAnswer, revealReasons } from '../../api/writes.ts';
import { useDesk, useNow } from '../app/contexts.ts';

type Field = CustomerField['field'];

/** Account data that is on the screen for a while, with the reason that was given. */
export interface Revealed {
  readonly field: Field;
  readonly reason: (typeof revealReasons)[number];
  readonly at: string;
  readonly answer: Extract<RevealAnswer, { outcome: 'revealed' }>;
}

export type Reveals = ReturnType<typeof useReveals>;

/** What was revealed of this conversation's customer; taken off the screen when its time is over, and with the conversation. */
export function useReveals(conversation: string) {
  const { api } = useDesk();
  const now = useNow();
  const [asked, setAsked] = useState<Field>();
  const [shown, setShown] = useState<readonly Revealed[]>([]);
  const [log, setLog] = useState<readonly Omit<Revealed, 'answer'>[]>([]);
  const firstEnd = Math.min(...shown.map(({ answer }) => Date.parse(answer.hideAt)));
  useEffect(() => {
    if (firstEnd > now) return undefined;
    // Not at once: React would draw twice for it. The next moment is soon enough.
    const timer = setTimeout(() => setShown((known) => known.filter(({ answer }) => Date.parse(answer.hideAt) > firstEnd)));
    return () => clearTimeout(timer);
  }, [firstEnd, now]);
  return {
    asked,
    shown,
    /** What was revealed since the conversation was opened, also where it is hidden again. */
    log,
    ask: setAsked,
    hide: (): void => setShown([]),
    /** @throws DeskCallError */
    async reveal(field: Field, reason: Revealed['reason'], words: string): Promise<RevealAnswer> {
      const answer = await api.reveal(conversation, { field, reason, words });
      const at = new Date(now).toISOString();
      setLog((known) => [...known, { field, reason, at }]);
      if (answer.outcome === 'revealed')
        setShown((known) => [...known.filter((one) => one.field !== field), { field, reason, at, answer }]);
      return answer;
    },
  };
}
