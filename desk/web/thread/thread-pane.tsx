import { useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { DeskCallError } from '../api/desk-call-error.ts';
import { useDesk, useTexts } from '../app/contexts.ts';
import { useReading } from '../app/use-presence.ts';
import { Button } from '../shared/button.tsx';
import { Empty, Skeleton } from '../shared/empty.tsx';
import { SideTabs } from '../side/side-tabs.tsx';
import type { RecentChanges } from '../state/recent-changes.ts';
import { Collision } from './collision.tsx';
import { Composer } from './composer.tsx';
import { ThreadActions } from './thread-actions.tsx';
import { ThreadHead } from './thread-head.tsx';
import { Timeline } from './timeline.tsx';
import { useDetail } from './use-detail.ts';
import { useHeard } from './use-heard.ts';
import { useWrite } from './use-write.ts';
import './thread-pane.css';

interface ThreadPaneProps {
  readonly id: string;
  readonly recent: RecentChanges;
  onNext(id: string): void;
}

/** One conversation: its thread, what is written to it, and what is known beside it. */
export function ThreadPane({ id, recent, onNext }: ThreadPaneProps) {
  const { go } = useDesk();
  const { t } = useTexts();
  const detail = useDetail(id, recent);
  const isGone = detail.error instanceof DeskCallError && detail.error.code === 'not_found';
  if (detail.data && !isGone) return <Opened detail={detail.data} onNext={() => onNext(id)} />;
  if (!detail.isError) {
    return (
      <div className="thread-waiting" role="status">
        <span className="unseen">{t('loading')}</span>
        <Skeleton lines={9} />
      </div>
    );
  }
  return (
    <Empty icon="alert" title={t(isGone ? 'thread.gone' : 'thread.failed')}>
      {!isGone && <Button onClick={() => void detail.refetch()}>{t('retry')}</Button>}
      <Button tone="quiet" onClick={() => go({ conversation: undefined })}>
        {t('thread.back')}
      </Button>
    </Empty>
  );
}

function Opened({ detail, onNext }: { readonly detail: ConversationDetail; onNext(): void }) {
  const { api } = useDesk();
  const { conversation } = detail;
  const [asFacebook, setAsFacebook] = useState(false);
  const [isSideShown, setSideShown] = useState(false);
  const writing = useWrite(conversation.id);
  useReading(api, conversation.id);
  useHeard(detail.thread);
  return (
    <div className={`opened ${isSideShown ? 'opened-side' : ''}`}>
      <section className="thread" aria-labelledby="thread-title">
        <ThreadHead
          conversation={conversation}
          asFacebook={asFacebook}
          onFacebook={setAsFacebook}
          isSideShown={isSideShown}
          onSide={() => setSideShown(!isSideShown)}
        >
          <ThreadActions detail={detail} writing={writing} asFacebook={asFacebook} onFacebook={setAsFacebook} onNext={onNext} />
        </ThreadHead>
        <Collision conversation={conversation} />
        <Timeline detail={detail} asFacebook={asFacebook} />
        <Composer detail={detail} writing={writing} />
      </section>
      <SideTabs detail={detail} onClose={() => setSideShown(false)} onShow={() => setSideShown(true)} />
    </div>
  );
}
