import { z } from 'zod';
import type { DeskLease } from '../store/desk-port.ts';
import { deskLanguageSchema, type Person, personSchema, skillSchema } from './api/terms.ts';

const presentSchema = z.object({
  person: personSchema,
  state: z.enum(['available', 'away']),
  capacity: z.int().min(1),
  /** How many stand behind it: more than one where it is another desk of the bank. */
  people: z.int().min(1).default(1),
  skills: z.array(skillSchema),
  languages: z.array(deskLanguageSchema),
});
/** Somebody whose browser is open. */
export type Present = z.infer<typeof presentSchema>;

const atSchema = z.object({ person: personSchema, conversation: z.string() });

/** Who is there: at the desk, at a conversation, and typing in one. */
export interface Attendance {
  readonly present: readonly Present[];
  readersOf(conversation: string): readonly Person[];
  typistsOf(conversation: string): readonly Person[];
}

/** Names of leases: one for each person, and for each person at each conversation. */
export const leaseNames = {
  present: (person: string): string => `present|${person}`,
  reader: (conversation: string, person: string): string => `reader|${conversation}|${person}`,
  typist: (conversation: string, person: string): string => `typist|${conversation}|${person}`,
} as const;

function peopleAt(leases: readonly DeskLease[], kind: 'reader' | 'typist'): ReadonlyMap<string, readonly Person[]> {
  const found = new Map<string, Person[]>();
  for (const { name, value } of leases) {
    const { data } = name.startsWith(`${kind}|`) ? atSchema.safeParse(value) : {};
    if (data) found.set(data.conversation, [...(found.get(data.conversation) ?? []), data.person]);
  }
  return found;
}

/** Reads who is there; what cannot be read is nobody. */
export function readAttendance(leases: readonly DeskLease[]): Attendance {
  const [readers, typists] = [peopleAt(leases, 'reader'), peopleAt(leases, 'typist')];
  return {
    present: leases.flatMap(({ name, value }) => (name.startsWith('present|') ? (presentSchema.safeParse(value).data ?? []) : [])),
    readersOf: (conversation) => readers.get(conversation) ?? [],
    typistsOf: (conversation) => typists.get(conversation) ?? [],
  };
}
