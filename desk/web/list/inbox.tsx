import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Empty } from '../shared/empty.tsx';
import type { Only } from '../state/queues.ts';
import type { RecentChanges } from '../state/recent-changes.ts';
import { ThreadPane } from '../thread/thread-pane.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ListHead } from './list-head.tsx';
import { useList } from './use-list.ts';
import { useListKeys } from './use-list-keys.ts';
import './inbox.css';

interface InboxProps {
  readonly recent: RecentChanges;
  readonly isReady: boolean;
  /** How many there are in this area, for the scroll bar. */
  readonly total: number | undefined;
}

/** List and thread side by side; on a phone, one of them. */
export function Inbox({ recent, isReady, total }: InboxProps) {
  const { api, place, go } = useDesk();
  const [search, setSearch] = useState('');
  const searched = useDeferredValue(useSettled(search.trim()));
  const [only, setOnly] = useState<Only>({});
  const { list, conversations } = useList({ queue: place.queue, search: searched, only, recent, isReady });
  const isFiltered = only.skill !== undefined || only.language !== undefined;
  const narrowedBy = searched !== '' ? 'search' : isFiltered ? 'filter' : undefined;
  const { cursor, moveTo } = useListKeys(conversations);
  const ids = useMemo(() => conversations.map(({ id }) => id), [conversations]);
  const openNext = async (id: string): Promise<void> => {
    const following = ids[ids.indexOf(id) + 1] ?? ids.find((other) => other !== id);
    // Who works off what waits is given what suits them; everywhere else it is the next one on the screen.
    const isWorkingOff = place.queue === 'unassigned' && narrowedBy === undefined;
    const offered = isWorkingOff ? await api.next().catch(() => ({ conversation: null })) : { conversation: null };
    go({ conversation: offered.conversation ?? following });
  };
  const { t } = useTexts();
  return (
    <div className={`inbox ${place.conversation === undefined ? '' : 'inbox-reading'}`}>
      <h1 className="unseen">{t('page.inbox')}</h1>
      <section className="list" aria-labelledby="list-title">
        <ListHead
          search={search}
          onSearch={setSearch}
          only={only}
          onOnly={setOnly}
          total={narrowedBy === undefined ? total : undefined}
          found={list.isPending ? undefined : conversations.length}
        />
        <ConversationList
          conversations={conversations}
          list={list}
          cursor={cursor}
          total={narrowedBy === undefined ? total : undefined}
          narrowedBy={narrowedBy}
          onCursor={moveTo}
        />
      </section>
      {place.conversation === undefined ? (
        <Nothing />
      ) : (
        <ThreadPane key={place.conversation} id={place.conversation} recent={recent} onNext={(id) => void openNext(id)} />
      )}
    </div>
  );
}

function Nothing() {
  const { t } = useTexts();
  return (
    <div className="inbox-nothing">
      <Empty icon="message" title={t('thread.none')}>
        <p>{t('thread.none.how')}</p>
      </Empty>
    </div>
  );
}

const settleMs = 250;

/** What was typed once nothing more is. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
