import { useEffect, useState } from 'react';
import type { LineState } from '../api/event-feed.ts';
import { Icon } from '../shared/icon.tsx';
import { useTexts } from './contexts.ts';
import './line-banner.css';

/** A line that comes back at once is not worth a word. */
const patienceMs = 800;

/** Says that what is on the screen may be old, and that nothing will be missing. */
export function LineBanner({ line, failed }: { readonly line: LineState; readonly failed: boolean }) {
  const { t } = useTexts();
  const isCut = useLasting(line === 'lost' || failed);
  if (!isCut) return null;
  return (
    <div className="line-banner" role="alert">
      <Icon name="alert" />
      <span>{t('line.lost')}</span>
    </div>
  );
}

function useLasting(is: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(is), is ? patienceMs : 0);
    return () => clearTimeout(timer);
  }, [is]);
  return lasting;
}
