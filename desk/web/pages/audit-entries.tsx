import { readReason } from '../../api/audit-names.ts';
import type { Audit } from '../../api/reports.ts';
import { useNow, useTexts } from '../app/contexts.ts';
import { Badge } from '../shared/badge.tsx';
import { Empty } from '../shared/empty.tsx';

type AuditEntry = Audit['entries'][number];

/** Lines of the audit trail, the latest first; as a table where there is room. */
export function AuditEntries({ entries, isWide = false }: { readonly entries: readonly AuditEntry[]; readonly isWide?: boolean }) {
  const { t } = useTexts();
  if (entries.length === 0) return <Empty icon="shield" title={t('audit.none')} />;
  return (
    <table className={`table audit ${isWide ? '' : 'audit-narrow'}`}>
      <caption className="unseen">{t('page.audit')}</caption>
      <thead>
        <tr>
          {(['at', 'who', 'what', 'why', 'conversation'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`audit.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          <Line key={`${entry.at}${entry.kind}${index}`} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ entry }: { readonly entry: AuditEntry }) {
  const { named, moment, t } = useTexts();
  const now = useNow();
  return (
    <tr>
      <td className="digits">{moment(entry.at, now)}</td>
      <td>{entry.who?.name ?? t('audit.system')}</td>
      <td>
        <strong>{named('audit.kind', entry.kind)}</strong>
        {entry.what.length > 0 && <span> · {entry.what.map((what) => named('audit.what', what)).join(', ')}</span>}
        <span className="audit-classes">
          {Object.entries(entry.classes).map(([name, level]) => (
            <Badge key={name} tone={level === 'sealed' ? 'bot' : 'high'}>
              {named('class', name)} · {named('level', level)}
            </Badge>
          ))}
        </span>
      </td>
      <td>{entry.reason === null ? '–' : <Reason written={entry.reason} />}</td>
      <td className="code small">{entry.conversation ?? '–'}</td>
    </tr>
  );
}

/** The reason that somebody chose, and their own words. */
function Reason({ written }: { readonly written: string }) {
  const { t, named } = useTexts();
  const { reason, words } = readReason(written);
  if (reason === undefined) return words;
  return words === '' ? named('reveal', reason) : t('audit.reason.words', { reason: named('reveal', reason), words });
}
