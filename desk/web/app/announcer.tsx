import { useCallback, useState } from 'react';

/** Words for screen readers: said when they change, never shown. A mark that is not read makes the same words twice a change. */
export function useAnnouncer(): { readonly said: string; announce(text: string): void } {
  const [said, setSaid] = useState('');
  const announce = useCallback((text: string) => setSaid((before) => (before === text ? `${text}\u200b` : text)), []);
  return { said, announce };
}

export function Announcer({ said }: { readonly said: string }) {
  return (
    <div className="unseen" aria-live="polite" aria-atomic="true" data-testid="announcer">
      {said}
    </div>
  );
}
