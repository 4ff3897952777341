import { z } from 'zod';
import type { Person } from '../../desk/api/terms.ts';
import type { RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';

/** First names of the bank's people by pseudonym, for the audit trail. */
export interface StaffNames {
  note(person: Person): Promise<void>;
  nameOf(person: string): Promise<string | undefined>;
}

export function createStaffNames(records: RecordStore): StaffNames {
  const names = typedRecords(records, 'desk-name', z.string());
  const noted = new Map<string, string>();
  return {
    async note({ id, name }) {
      if (noted.get(id) === name) return;
      await names.put(id, name);
      noted.set(id, name);
    },
    nameOf: async (person) => (await names.get(person))?.value,
  };
}
