import type { ConversationList } from '../../api/conversation.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import type { DeskWindow } from '../app/shell.tsx';
import type { Availability } from '../app/use-presence.ts';
import { Icon } from '../shared/icon.tsx';
import type { Place } from '../state/place.ts';
import { AgentMenu } from './agent-menu.tsx';
import { QueueList } from './queue-list.tsx';
import { RailLink } from './rail-link.tsx';
import './rail.css';

interface RailProps {
  readonly counts: ConversationList['counts'] | undefined;
  readonly page: Place['page'];
  readonly availability: Availability;
  onAvailability(availability: Availability): void;
  onWindow(shown: DeskWindow): void;
}

/** Where the work is: the queues, the pages of a supervisor and of an auditor, and who one is. */
export function Rail({ counts, page, availability, onAvailability, onWindow }: RailProps) {
  const { session, go } = useDesk();
  const { t } = useTexts();
  const has = (role: (typeof session.roles)[number]): boolean => session.roles.includes(role);
  return (
    <header className="rail">
      <div className="rail-house">
        <span className="rail-sign" aria-hidden="true">
          <Icon name="inbox" />
        </span>
        <span className="rail-words">
          <strong>Guichet</strong>
          <span className="small soft">{session.bankName}</span>
        </span>
      </div>
      <nav className="rail-nav" aria-label={t('rail.label')}>
        {(has('agent') || has('supervisor')) && <QueueList counts={counts} page={page} />}
        <ul className="rail-pages">
          {has('supervisor') && (
            <RailLink
              icon="wall"
              words={t('page.wallboard')}
              isHere={page === 'wallboard'}
              href="/desk/wallboard"
              onGo={() => go({ page: 'wallboard' })}
            />
          )}
          {has('auditor') && (
            <RailLink
              icon="shield"
              words={t('page.audit')}
              isHere={page === 'audit'}
              href="/desk/audit"
              onGo={() => go({ page: 'audit' })}
            />
          )}
        </ul>
      </nav>
      <AgentMenu availability={availability} onAvailability={onAvailability} onWindow={onWindow} />
    </header>
  );
}
