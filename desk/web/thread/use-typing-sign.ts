import { useEffect, useRef } from 'react';
import { useDesk } from '../app/contexts.ts';

/** It ends by itself after ten seconds: told again before that. */
const againMs = 5000;

/** Tells the customer and colleagues that an answer is being typed. */
export function useTypingSign(id: string): (isTyping: boolean) => void {
  const { api } = useDesk();
  const toldAt = useRef(0);
  const tell = (typing: boolean): void => void api.typing(id, typing).catch(() => undefined);
  const sign = (isTyping: boolean): void => {
    const isDue = isTyping ? Date.now() - toldAt.current > againMs : toldAt.current > 0;
    if (!isDue) return;
    toldAt.current = isTyping ? Date.now() : 0;
    tell(isTyping);
  };
  useEffect(
    () => () => {
      if (toldAt.current > 0) void api.typing(id, false).catch(() => undefined);
    },
    [api, id],
  );
  return sign;
}
