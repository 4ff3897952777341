import { type Audit, auditQuerySchema } from '../../desk/api/reports.ts';
import type { LedgerEntry } from '../../secrecy/ledger/ledger-entry.ts';
import { searchLedger } from '../../secrecy/ledger/search-ledger.ts';
import type { LedgerStore } from '../../store/port.ts';
import { type DeskHandler, parsed } from './desk-request.ts';
import type { StaffSessions } from './staff-sessions.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface AuditHandlerDeps {
  readonly ledger: Pick<LedgerStore, 'head' | 'read'>;
  readonly sessions: Pick<StaffSessions, 'nameOf'>;
  readonly tellRead: TellStaffRead;
}

type ByStaff = Extract<LedgerEntry, { readonly kind: 'read' | 'said' }> & { readonly who: string };

/** What a person of the bank read or said. */
function byStaff(entry: LedgerEntry): entry is ByStaff {
  return (entry.kind === 'read' || entry.kind === 'said') && entry.who !== undefined && entry.who !== 'customer';
}

type AuditEntry = Audit['entries'][number];

function lineOf(entry: ByStaff, name: string | undefined): AuditEntry {
  return {
    at: entry.at,
    kind: entry.kind,
    conversation: entry.conversation ?? null,
    who: { id: entry.who, name: name ?? '—' },
    what: entry.messages,
    classes: { ...entry.disclosed },
    reason: entry.kind === 'read' ? (entry.reason ?? null) : null,
    rule: entry.rule,
  };
}

/** Who read what and why, for auditors; that they looked is in the ledger, too. */
export function createAuditHandler({ ledger, sessions, tellRead }: AuditHandlerDeps): DeskHandler {
  return async ({ session: { person, roles }, query }) => {
    const { conversation, who, most } = parsed(auditQuerySchema, query);
    await tellRead({
      who: person.id,
      what: 'desk.audit',
      rule: `role ${roles.join(', ')}`,
      ...(conversation === undefined ? {} : { conversation }),
    });
    const { entries, since = null } = await searchLedger(ledger, {
      fits: (entry): entry is ByStaff =>
        byStaff(entry) && (conversation === undefined || entry.conversation === conversation) && (who === undefined || entry.who === who),
    });
    const page = entries.slice(0, most);
    const names = new Map(
      await Promise.all([...new Set(page.map((entry) => entry.who))].map(async (id) => [id, await sessions.nameOf(id)] as const)),
    );
    const body: Audit = { entries: page.map((entry) => lineOf(entry, names.get(entry.who))), since };
    return { status: 200, body };
  };
}
