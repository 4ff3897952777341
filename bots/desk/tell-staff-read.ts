import type { StaffReadName } from '../../desk/api/audit-names.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ReadEntry } from '../../secrecy/ledger/ledger-entry.ts';
import { policyVersion } from '../../secrecy/policy.ts';
import type { DataClass } from '../../secrecy/sealed.ts';
import type { ConversationKey, LedgerStore } from '../../store/port.ts';

/** Something that a person of the bank is about to read. */
export interface StaffRead {
  /** Pseudonym. */
  readonly who: string;
  readonly conversation?: ConversationKey;
  readonly what: StaffReadName;
  /** What of the bank's facts is opened for it. */
  readonly classes?: Readonly<Partial<Record<DataClass, DisclosureLevel>>>;
  readonly rule: string;
  readonly reason?: string;
}

/** Tells the ledger before it is answered: what nobody can be told of is not shown. */
export type TellStaffRead = (read: StaffRead) => Promise<void>;

export function createTellStaffRead({
  ledger,
  now,
}: {
  readonly ledger: Pick<LedgerStore, 'add'>;
  readonly now: () => Date;
}): TellStaffRead {
  return async ({ who, conversation, what, classes = {}, rule, reason }) => {
    const entry: ReadEntry = {
      kind: 'read',
      at: now().toISOString(),
      ...(conversation === undefined ? {} : { conversation }),
      sink: 'desk',
      who,
      messages: [what],
      disclosed: { ...classes },
      rule,
      ...(reason === undefined ? {} : { reason }),
      policy: policyVersion,
    };
    await ledger.add([entry]);
  };
}
