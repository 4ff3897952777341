import { ConnectorError, type ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { BankSignIn, BankTokens } from '../../connectors/ports/bank-sign-in.ts';
import type { LinkRecords } from './link-records.ts';

/** Ends consents at the bank, also where the bank does not answer at the time, or where the customer never came back. */
export interface Revocations {
  /** Notes that these tokens are to be revoked at a time, unless `cancel` comes first. */
  schedule(id: string, tokens: BankTokens, dueAt: Date): Promise<void>;
  cancel(id: string): Promise<void>;
  /** Revokes now; what the bank does not take is tried again by `runDue`. */
  revoke(id: string, tokens: BankTokens): Promise<void>;
  /** Revokes what is due; answers how many remain to be tried again. */
  runDue(): Promise<number>;
}

interface RevocationParts {
  readonly records: LinkRecords['revocations'];
  readonly signIn: BankSignIn;
  readonly now: () => Date;
}

type Entry = Parameters<LinkRecords['revocations']['put']>[1][number];

const list = 'list';
/** What the bank answers when there is nothing left to revoke. */
const gone: ReadonlySet<ConnectorErrorCode> = new Set(['consent_expired', 'not_found']);
/** A bank that has refused for so long will not take it any more; the tokens are deleted here all the same. */
const giveUpAfterMs = 7 * 24 * 3_600_000;

/** What is to be revoked is written down before the bank is asked: a crash forgets nothing. */
export function createRevocations({ records, signIn, now }: RevocationParts): Revocations {
  async function update(change: (entries: readonly Entry[]) => Entry[]): Promise<void> {
    for (;;) {
      const current = await records.get(list);
      const entries = current?.value ?? [];
      const next = change(entries);
      if (next.length === entries.length && next.every((entry) => entries.includes(entry))) return;
      if (await records.put(list, next, { ifVersion: current?.version ?? 0 })) return;
    }
  }

  const remove = (ids: ReadonlySet<string>) => update((entries) => entries.filter(({ id }) => !ids.has(id)));
  const schedule = (entry: Entry) => update((entries) => [...entries.filter(({ id }) => id !== entry.id), entry]);

  async function isRevoked({ tokens }: Entry): Promise<boolean> {
    try {
      await signIn.revoke(tokens);
      return true;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return gone.has(error.code);
    }
  }

  const isTooOld = ({ dueAt }: Entry) => now().getTime() - Date.parse(dueAt) > giveUpAfterMs;

  async function tryNow(entries: readonly Entry[]): Promise<number> {
    const done = [];
    for (const entry of entries) if ((await isRevoked(entry)) || isTooOld(entry)) done.push(entry);
    await remove(new Set(done.map(({ id }) => id)));
    return entries.length - done.length;
  }

  return {
    schedule: (id, tokens, dueAt) => schedule({ id, tokens, dueAt: dueAt.toISOString() }),
    cancel: (id) => remove(new Set([id])),
    async revoke(id, tokens) {
      const entry = { id, tokens, dueAt: now().toISOString() };
      await schedule(entry);
      await tryNow([entry]);
    },
    async runDue() {
      const entries = (await records.get(list))?.value ?? [];
      const due = entries.filter(({ dueAt }) => Date.parse(dueAt) <= now().getTime());
      return due.length === 0 ? 0 : tryNow(due);
    },
  };
}
