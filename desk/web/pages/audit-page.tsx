import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDesk, useNow, useTexts } from '../app/contexts.ts';
import { Button } from '../shared/button.tsx';
import { Empty, Skeleton } from '../shared/empty.tsx';
import { Field } from '../shared/field.tsx';
import { queryKeys } from '../state/query-keys.ts';
import { AuditEntries } from './audit-entries.tsx';
import './audit.css';

const most = 200;

/** Who read or did what, when and why. An auditor reads this, and no conversation. */
export function AuditPage() {
  const { api } = useDesk();
  const { t, moment } = useTexts();
  const now = useNow();
  const [filter, setFilter] = useState({ who: '', conversation: '' });
  const { who, conversation } = filter;
  const audit = useQuery({
    queryKey: queryKeys.audit(who, conversation),
    queryFn: () => api.audit({ who, conversation, most }),
    gcTime: 0,
    refetchInterval: 15_000,
  });
  return (
    <div className="page" role="region" tabIndex={0} aria-labelledby="page-title">
      <header className="page-head">
        <h1 id="page-title">{t('page.audit')}</h1>
        {audit.data?.since && <span className="small soft digits">{t('audit.since', { at: moment(audit.data.since, now) })}</span>}
      </header>
      <Filter onFilter={setFilter} />
      {audit.isPending && <Skeleton lines={9} />}
      {audit.isError && (
        <Empty icon="alert" title={t('audit.failed')}>
          <Button onClick={() => void audit.refetch()}>{t('retry')}</Button>
        </Empty>
      )}
      {audit.data && <AuditEntries entries={audit.data.entries} isWide />}
    </div>
  );
}

function Filter({ onFilter }: { onFilter(filter: { who: string; conversation: string }): void }) {
  const { t } = useTexts();
  const [who, setWho] = useState('');
  const [conversation, setConversation] = useState('');
  return (
    <form
      className="audit-filter"
      onSubmit={(event) => {
        event.preventDefault();
        onFilter({ who: who.trim(), conversation: conversation.trim() });
      }}
    >
      <Field label={t('audit.who')}>
        {(id) => <input id={id} className="input" maxLength={100} value={who} onChange={(event) => setWho(event.target.value)} />}
      </Field>
      <Field label={t('audit.conversation')}>
        {(id) => (
          <input id={id} className="input" maxLength={200} value={conversation} onChange={(event) => setConversation(event.target.value)} />
        )}
      </Field>
      <Button type="submit" icon="search">
        {t('audit.find')}
      </Button>
    </form>
  );
}
