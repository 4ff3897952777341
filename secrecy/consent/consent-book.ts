import { z } from 'zod';
import type { ConversationKey, Json, LedgerStore, RecordStore } from '../../store/port.ts';
import type { ConsentEntry } from '../ledger/ledger-entry.ts';
import { type Consent, consentSchema } from './consent.ts';

/** The consents of customers: read at every turn, added to, never changed. */
export interface ConsentBook {
  read(conversation: ConversationKey): Promise<readonly Consent[]>;
  /** Adds decisions; in force once it has resolved, and in the ledger. */
  add(conversation: ConversationKey, consents: readonly Consent[]): Promise<void>;
  forget(conversation: ConversationKey): Promise<void>;
}

const bookSchema = z.array(consentSchema);

const keyOf = (conversation: ConversationKey): string => `consents:${conversation}`;

function entryOf(conversation: ConversationKey, { topic, level, at, by, wording, expiresAt }: Consent): ConsentEntry {
  return { kind: 'consent', at, conversation, topic, level, by, wording, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

/** Consents on the record store, each told to the ledger before it is in force. */
export function createConsentBook({
  records,
  ledger,
}: {
  readonly records: RecordStore;
  readonly ledger: Pick<LedgerStore, 'add'>;
}): ConsentBook {
  async function find(conversation: ConversationKey): Promise<{ readonly consents: readonly Consent[]; readonly version: number }> {
    const record = await records.get(keyOf(conversation));
    return { consents: record ? bookSchema.parse(record.value) : [], version: record?.version ?? 0 };
  }

  return {
    read: async (conversation) => (await find(conversation)).consents,

    async add(conversation, added) {
      await ledger.add(added.map((consent) => entryOf(conversation, consent)));
      for (;;) {
        const { consents, version } = await find(conversation);
        const value: readonly Json[] = [...consents, ...added].map((consent) => ({ ...consent }));
        if (await records.put(keyOf(conversation), value, { ifVersion: version, owner: conversation })) return;
      }
    },

    forget: (conversation) => records.delete(keyOf(conversation)),
  };
}
