import type { ConversationDetail } from '../../api/conversation.ts';
import type { ThreadEntry } from '../../api/thread.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { Owner, useOwnerWords } from '../list/owner.tsx';
import { Empty } from '../shared/empty.tsx';
import { type Holding, holdingsOf } from './holdings.ts';
import { SideSection } from './side-section.tsx';

/** Who held this conversation, one after the other, and for how long. */
export function HistoryTab({ detail: { thread, conversation, hasEarlier } }: { readonly detail: ConversationDetail }) {
  const { t, moment } = useTexts();
  const now = useNow();
  const holdings = holdingsOf(thread);
  const scores = thread.filter((entry): entry is Extract<ThreadEntry, { kind: 'satisfaction' }> => entry.kind === 'satisfaction');
  if (holdings.length === 0) return <Empty icon="clock" title={t('history.none')} />;
  return (
    <>
      <SideSection title={t('history.holders')}>
        <ol className="side-items">
          {holdings.toReversed().map((holding) => (
            <HoldingLine key={holding.since} holding={holding} />
          ))}
        </ol>
        {hasEarlier && <p className="small soft">{t('history.earlier')}</p>}
      </SideSection>
      <SideSection title={t('history.dates')}>
        <dl className="facts">
          <dt>{t('history.opened')}</dt>
          <dd className="digits">{moment(conversation.openedAt, now)}</dd>
          <dt>{t('history.satisfaction')}</dt>
          <dd>{scores.length === 0 ? t('history.unrated') : scores.map(({ score }) => `${score}/5`).join(', ')}</dd>
        </dl>
      </SideSection>
    </>
  );
}

function HoldingLine({ holding: { owner, since, until, cause } }: { readonly holding: Holding }) {
  const { t, moment, span } = useTexts();
  const now = useNow();
  const words = useOwnerWords(owner);
  return (
    <li className="side-item">
      <Owner owner={owner} />
      <div>
        <p>
          {words} <span className="soft">· {t(`cause.short.${cause}`)}</span>
        </p>
        <p className="small soft digits">
          {t(until === null ? 'history.since' : 'history.for', {
            at: moment(since, now),
            span: span((until === null ? now : Date.parse(until)) - Date.parse(since)),
          })}
        </p>
      </div>
    </li>
  );
}
