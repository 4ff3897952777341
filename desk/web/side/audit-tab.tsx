import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationDetail } from '../../api/conversation.ts';
import { useDesk, useNow, useTexts } from '../app/contexts.ts';
import { AuditEntries } from '../pages/audit-entries.tsx';
import { queryKeys } from '../state/query-keys.ts';
import { SideSection } from './side-section.tsx';
import type { Reveals } from './use-reveals.ts';

interface AuditTabProps {
  readonly detail: ConversationDetail;
  readonly reveals: Reveals;
}

/** What this visit wrote to the audit trail; the trail itself for whoever is an auditor too. */
export function AuditTab({ detail, reveals }: AuditTabProps) {
  const { session } = useDesk();
  const { t, moment } = useTexts();
  const now = useNow();
  const [openedAt] = useState(() => new Date(now).toISOString());
  return (
    <>
      <SideSection title={t('audit.visit')}>
        <ul className="side-items">
          <li className="side-line">
            <p>{t('audit.opened')}</p>
            <time className="small soft digits" dateTime={openedAt}>
              {moment(openedAt, now)}
            </time>
          </li>
          {reveals.log.map(({ field, reason, at }) => (
            <li key={`${field}${at}`} className="side-line">
              <div>
                <p>{t('audit.revealed', { field: t(`field.${field}`) })}</p>
                <p className="small soft">{t(`reveal.${reason}`)}</p>
              </div>
              <time className="small soft digits" dateTime={at}>
                {moment(at, now)}
              </time>
            </li>
          ))}
        </ul>
      </SideSection>
      <p className="small soft side-hint">{t('audit.how')}</p>
      {session.roles.includes('auditor') && <Trail conversation={detail.conversation.id} />}
    </>
  );
}

function Trail({ conversation }: { readonly conversation: string }) {
  const { api } = useDesk();
  const audit = useQuery({ queryKey: queryKeys.audit('', conversation), queryFn: () => api.audit({ conversation }), gcTime: 0 });
  return <AuditEntries entries={audit.data?.entries ?? []} />;
}
