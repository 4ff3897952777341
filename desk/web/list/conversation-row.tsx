import { memo } from 'react';
import type { ConversationSummary } from '../../api/conversation.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { stay } from '../rail/rail-link.tsx';
import { Avatar } from '../shared/avatar.tsx';
import { Badge } from '../shared/badge.tsx';
import { Icon } from '../shared/icon.tsx';
import { printPlace } from '../state/place.ts';
import { Owner } from './owner.tsx';
import { Timer, WindowLeft } from './timer.tsx';

interface RowProps {
  readonly conversation: ConversationSummary;
  readonly isOpen: boolean;
  /** Whether Tab leads here: one row of the list, the others by J and K. */
  readonly isFirst: boolean;
  onOpen(): void;
  onFocus(): void;
}

/** One conversation in three lines: who and since when, what was said, and what it is about. */
export const ConversationRow = memo(function ConversationRow({ conversation, isOpen, isFirst, onOpen, onFocus }: RowProps) {
  const { id, urgency, unanswered } = conversation;
  return (
    <a
      href={printPlace({ page: 'inbox', queue: 'all', conversation: id })}
      className={`row row-${urgency} ${unanswered > 0 ? 'row-unread' : ''}`}
      data-id={id}
      aria-current={isOpen ? 'true' : undefined}
      tabIndex={isFirst ? 0 : -1}
      onClick={(event) => stay(event, onOpen)}
      onFocus={onFocus}
      draggable={false}
    >
      <Owner owner={conversation.owner} />
      <span className="row-lines">
        <FirstLine conversation={conversation} />
        <LastWords conversation={conversation} />
        <Facts conversation={conversation} />
      </span>
    </a>
  );
}, isSameRow);

function isSameRow(before: RowProps, after: RowProps): boolean {
  return before.conversation === after.conversation && before.isOpen === after.isOpen && before.isFirst === after.isFirst;
}

function FirstLine({ conversation: { customer, language, timer, waitingSince, last } }: { readonly conversation: ConversationSummary }) {
  const { t, moment } = useTexts();
  const now = useNow();
  return (
    <span className="row-line">
      <strong className="row-label">{customer.label}</strong>
      <abbr className="row-language" title={t(`language.${language}`)}>
        {language.toUpperCase()}
      </abbr>
      <span className="row-end small digits">
        {timer ? <Timer timer={timer} waitingSince={waitingSince} /> : <span className="soft">{last && moment(last.at, now)}</span>}
      </span>
    </span>
  );
}

function LastWords({ conversation: { last, typing, unanswered } }: { readonly conversation: ConversationSummary }) {
  const { t } = useTexts();
  const words = last ? (last.text ?? t('row.figures')) : t('row.nothing');
  return (
    <span className="row-line">
      <span className="row-words">
        {typing.customer ? (
          <em className="row-typing">{t('row.typing')}</em>
        ) : (
          <>
            {last && last.by !== 'customer' && <span className="row-by">{t(`by.${last.by}`)} </span>}
            {words}
          </>
        )}
      </span>
      {unanswered > 0 && (
        <span className="row-unanswered digits">
          {unanswered}
          <span className="unseen">{t('row.unanswered', { count: unanswered })}</span>
        </span>
      )}
    </span>
  );
}

function Facts({ conversation }: { readonly conversation: ConversationSummary }) {
  const { t } = useTexts();
  const { urgency, reason, status, promises, window, readers } = conversation;
  return (
    <span className="row-line row-facts">
      {urgency !== 'normal' && (
        <Badge tone={urgency} icon="alert">
          {t(`urgency.${urgency}`)}
        </Badge>
      )}
      <span className="row-reason small" title={t(`reason.${reason}`)}>
        {status === 'open' ? t(`reason.${reason}`) : t(`status.${status}`)}
      </span>
      {promises.length > 0 && (
        <span className="row-promise" title={t('row.promised')}>
          <Icon name="phone" />
          <span className="unseen">{t('row.promised')}</span>
        </span>
      )}
      <span className="row-end row-right">
        <WindowLeft window={window} />
        {readers.slice(0, 3).map(({ id, name }) => (
          <Avatar key={id} name={t('row.reads', { name })} small />
        ))}
      </span>
    </span>
  );
}
