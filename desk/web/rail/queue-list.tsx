import { type ConversationList, queueFilters } from '../../api/conversation.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import type { IconName } from '../shared/icon.tsx';
import { type Place, printPlace } from '../state/place.ts';
import type { Queue } from '../state/queues.ts';
import { RailLink } from './rail-link.tsx';

const icons: Readonly<Record<Queue, IconName>> = {
  urgent: 'alert',
  mine: 'user',
  unassigned: 'inbox',
  promised: 'phone',
  waiting: 'wait',
  all: 'list',
};

/** The areas of the list, with how many there are in each. */
export function QueueList({ counts, page }: { readonly counts: ConversationList['counts'] | undefined; readonly page: Place['page'] }) {
  const { place, go } = useDesk();
  const { t, number } = useTexts();
  return (
    <ul className="rail-queues">
      {queueFilters.map((queue) => {
        const count = counts?.[queue] ?? 0;
        const there: Place = { page: 'inbox', queue, conversation: undefined };
        return (
          <RailLink
            key={queue}
            icon={icons[queue]}
            words={t(`queue.${queue}`)}
            isHere={page === 'inbox' && place.queue === queue}
            href={printPlace(there)}
            onGo={() => go(there)}
          >
            {counts !== undefined && (
              <span className={`rail-count digits ${queue === 'urgent' && count > 0 ? 'rail-count-urgent' : ''}`}>
                {number(count)}
                <span className="unseen">{t('rail.count', { count })}</span>
              </span>
            )}
          </RailLink>
        );
      })}
    </ul>
  );
}
