import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { StaffSignIn } from '../../connectors/ports/staff-sign-in.ts';
import { pendingStaffSignInSchema } from '../../connectors/ports/staff-sign-in.ts';
import { type DeskRole, deskRoleSchema, deskRoles, personSchema } from '../../desk/api/terms.ts';
import type { RecordStore } from '../../store/port.ts';
import { createIdleSessions } from '../linking/idle-sessions.ts';
import { hashOf, sameHash } from '../linking/link-secrets.ts';
import { typedRecords } from '../linking/typed-records.ts';
import { createStaffNames } from './staff-names.ts';

const sessionSchema = z.object({
  person: personSchema,
  roles: z.array(deskRoleSchema),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
});
/** Somebody who is signed in at the desk. */
export type StaffSession = z.infer<typeof sessionSchema>;

const begunSchema = z.object({ pending: pendingStaffSignInSchema, next: z.string() });

/** Sign-in and sessions of the bank's people. A session is known by a secret that only its browser has, and kept as its hash. */
export interface StaffSessions {
  /** @param next where to go afterwards, a path below /desk. */
  begin(browser: string, next: string): Promise<{ readonly location: string }>;
  /** Undefined where the sign-in is over, another browser's, or of somebody without a role at the desk. */
  finish(callback: URL, browser: string): Promise<{ readonly secret: string; readonly next: string } | undefined>;
  /** The session, which goes on for another while; undefined where it is over. */
  touch(secret: string): Promise<(StaffSession & { readonly endsAt: string }) | undefined>;
  close(secret: string): Promise<void>;
  /** First names by pseudonym, for the audit trail. */
  nameOf(person: string): Promise<string | undefined>;
}

export interface StaffSessionsDeps {
  readonly records: RecordStore;
  readonly signIn: StaffSignIn;
  readonly publicUrl: () => string;
  /** The pseudonym of somebody, by the provider's identifier. */
  readonly pseudonymOf: (subject: string) => string;
  readonly now: () => Date;
}

const signInMs = 10 * 60_000;
const terms = { idleMs: 60 * 60_000, longestMs: 12 * 3_600_000, writtenEveryMs: 60_000 } as const;

/** What is known of somebody who may not be told apart by more than a first name. */
function firstNameOf({ givenName, name }: { readonly givenName?: string; readonly name?: string }): string {
  return givenName ?? name?.split(' ')[0] ?? '—';
}

export function createStaffSessions({ records, signIn, publicUrl, pseudonymOf, now }: StaffSessionsDeps): StaffSessions {
  const sessions = createIdleSessions<Pick<StaffSession, 'person' | 'roles'>>({
    records: typedRecords(records, 'desk-session', sessionSchema),
    now,
    ...terms,
  });
  const begun = typedRecords(records, 'desk-sign-in', begunSchema);
  const names = createStaffNames(records);
  return {
    async begin(browser, next) {
      const { authorizationUrl, pending } = await signIn.begin(`${publicUrl()}/desk/api/callback`);
      await begun.put(hashOf(browser, pending.state), { pending, next }, { ttlMs: signInMs });
      return { location: authorizationUrl };
    },

    async finish(callback, browser) {
      const started = await begun.take(hashOf(browser, callback.searchParams.get('state') ?? ''));
      if (!started) return undefined;
      const staff = await signIn.finish(callback, started.pending);
      const roles: readonly DeskRole[] = deskRoles.filter((role) => staff.roles.includes(role));
      if (roles.length === 0) return undefined;
      const person = { id: pseudonymOf(staff.subject), name: firstNameOf(staff) };
      await names.note(person);
      return { secret: await sessions.open({ person, roles: [...roles] }), next: started.next };
    },

    touch: (secret) => sessions.touch(secret),
    close: (secret) => sessions.close(secret),
    nameOf: (person) => names.nameOf(person),
  };
}

/** What every write of a session carries: whoever cannot read the desk's own answers cannot know it. */
export function csrfOf(secret: string): string {
  return createHmac('sha256', secret).update('desk').digest('base64url');
}

export function isCsrfOf(secret: string, token: unknown): boolean {
  return typeof token === 'string' && sameHash(token, csrfOf(secret));
}
