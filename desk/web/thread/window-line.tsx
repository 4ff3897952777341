import type { ConversationDetail } from '../../api/conversation.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { Icon } from '../shared/icon.tsx';

/** Under which rule of Meta's an answer would leave now, for how long still, and what is possible where none may. */
export function WindowLine({ detail: { conversation } }: { readonly detail: ConversationDetail }) {
  const { t, span } = useTexts();
  const now = useNow();
  const { window } = conversation;
  const until = window.changesAt ?? window.closesAt;
  const left = until === null ? '' : span(Math.max(0, Date.parse(until) - now));
  return (
    <div className={`window-line window-line-${window.state} small`}>
      <Icon name={window.state === 'closed' ? 'lock' : 'clock'} />
      <p>
        {t(`window.rule.${window.rule}`, { left })}
        {window.instead.length > 0 && window.state === 'closed' && (
          <span> {t('window.instead', { ways: window.instead.map((way) => t(`window.instead.${way}`)).join(' · ') })}</span>
        )}
      </p>
      {window.sendsAs !== null && <span className="window-tag code">{window.sendsAs}</span>}
    </div>
  );
}
