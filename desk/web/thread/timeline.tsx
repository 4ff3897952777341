import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import type { ThreadEntry } from '../../api/thread.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { Button } from '../shared/button.tsx';
import { mergeEntries } from '../state/merge-thread.ts';
import { queryKeys } from '../state/query-keys.ts';
import { Entry } from './entry.tsx';
import { asFacebookSees } from './facebook-view.ts';
import './timeline.css';

/** How near to its end somebody looks at the thread for it to follow what is new. */
const nearPx = 120;

/** Everything that happened, in one line of time. */
export function Timeline({ detail, asFacebook }: { readonly detail: ConversationDetail; readonly asFacebook: boolean }) {
  const { t } = useTexts();
  const { thread, conversation } = detail;
  const entries = asFacebook ? asFacebookSees(thread) : thread;
  const { box, list } = useStayAtEnd();
  return (
    <div
      className={`timeline ${asFacebook ? 'timeline-facebook' : ''}`}
      ref={box}
      role="region"
      tabIndex={0}
      aria-label={t('thread.label')}
    >
      {asFacebook && <p className="facebook-note">{t('facebook.note')}</p>}
      {detail.hasEarlier && !asFacebook && <Earlier detail={detail} />}
      <ol className="entries" ref={list}>
        {entries.map((entry, index) => (
          <Dated key={entry.number} entry={entry} before={entries[index - 1]} asFacebook={asFacebook} />
        ))}
      </ol>
      {conversation.typing.customer && <p className="entry-typing">{t('thread.customer.types')}</p>}
    </div>
  );
}

function Dated({
  entry,
  before,
  asFacebook,
}: {
  readonly entry: ThreadEntry;
  readonly before: ThreadEntry | undefined;
  readonly asFacebook: boolean;
}) {
  const { day } = useTexts();
  const isNewDay = before === undefined || day(before.at) !== day(entry.at);
  return (
    <>
      {isNewDay && (
        <li className="entries-day small">
          <span>{day(entry.at)}</span>
        </li>
      )}
      <li>
        <Entry entry={entry} asFacebook={asFacebook} />
      </li>
    </>
  );
}

function Earlier({ detail }: { readonly detail: ConversationDetail }) {
  const { api, toast } = useDesk();
  const { t } = useTexts();
  const client = useQueryClient();
  const [isLoading, setLoading] = useState(false);
  const { id } = detail.conversation;
  const load = async (): Promise<void> => {
    setLoading(true);
    try {
      const page = await api.thread(id, detail.thread[0]?.number ?? 1);
      client.setQueryData<ConversationDetail>(queryKeys.detail(id), (known) =>
        known ? { ...known, thread: mergeEntries(page.thread, known.thread), hasEarlier: page.hasEarlier } : undefined,
      );
    } catch {
      toast(t('problem.unavailable'), 'bad');
    }
    setLoading(false);
  };
  return (
    <div className="entries-earlier">
      <Button tone="quiet" disabled={isLoading} onClick={() => void load()}>
        {t('thread.earlier')}
      </Button>
    </div>
  );
}

/** The end of the thread stays in sight while somebody is there; who has scrolled up is left alone. */
function useStayAtEnd() {
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element || !list.current) return undefined;
    let isNear = true;
    const look = (): void => {
      isNear = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    };
    // What is new makes the list longer, what appears around it makes the box shorter.
    const stay = new ResizeObserver(() => {
      if (isNear) toEnd(element);
    });
    element.addEventListener('scroll', look);
    stay.observe(element);
    stay.observe(list.current);
    return () => {
      element.removeEventListener('scroll', look);
      stay.disconnect();
    };
  }, []);
  return { box, list };
}

function toEnd(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight;
}
