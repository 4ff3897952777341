import type { DeskTimer } from '../../api/conversation.ts';
import type { DeskWindow } from '../../api/window.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { Icon } from '../shared/icon.tsx';

/** How long is left until an answer is due, in the colour of how pressing it is. The server counts opening hours; here is only a clock. */
export function Timer({ timer, waitingSince }: { readonly timer: DeskTimer; readonly waitingSince: string | null }) {
  const { t, span } = useTexts();
  const now = useNow();
  const left = Date.parse(timer.dueAt) - now;
  const isLate = left < 0;
  const state = isLate ? 'late' : Date.parse(timer.warnAt) <= now ? 'warning' : timer.state;
  const waited = waitingSince === null ? '' : t('timer.waited', { span: span(now - Date.parse(waitingSince)) });
  const words = t(isLate ? 'timer.late' : 'timer.due', { kind: t(`timer.${timer.kind}`), span: span(left) });
  return (
    <span className={`timer timer-${state}`} title={`${words}${waited === '' ? '' : ` · ${waited}`}`}>
      <Icon name="clock" />
      <span aria-hidden="true">{t(isLate ? 'timer.short.late' : 'timer.short', { span: span(left) })}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

/** How long an answer may still be sent, where that is running out. */
export function WindowLeft({ window }: { readonly window: DeskWindow }) {
  const { t, span } = useTexts();
  const now = useNow();
  if (window.state === 'unlimited') return null;
  if (window.state === 'closed') return <span className="window-left window-closed small">{t('window.short.closed')}</span>;
  const left = span(Date.parse(window.changesAt ?? window.closesAt ?? new Date(now).toISOString()) - now);
  return (
    <span className={`window-left window-${window.state} small digits`} title={t(`window.left.${window.state}`, { span: left })}>
      <span aria-hidden="true">{t(`window.short.${window.state}`, { span: left })}</span>
      <span className="unseen">{t(`window.left.${window.state}`, { span: left })}</span>
    </span>
  );
}
