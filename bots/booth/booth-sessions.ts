import { createHmac } from 'node:crypto';
import { createIdleSessions, type IdleSessions } from '../linking/idle-sessions.ts';
import { sameHash } from '../linking/link-secrets.ts';
import type { BoothRecords, BoothSession } from './booth-records.ts';

/** Who may read in the booth, and for how long. */
export type BoothSessions = IdleSessions<Omit<BoothSession, 'startedAt' | 'seenAt'>>;

const idleMs = 10 * 60_000;
const longestMs = 30 * 60_000;

/** How long a page may stand unread before it is put away, in seconds: its session is over then. */
export const putAwayAfterS = idleMs / 1000 + 5;

export function createBoothSessions(deps: { readonly records: BoothRecords['sessions']; readonly now: () => Date }): BoothSessions {
  return createIdleSessions({ ...deps, idleMs, longestMs });
}

/** What the forms of a session carry: whoever cannot read its pages cannot know it. */
export function formTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

/** Whether a form is one of this session. */
export function isFormOf(secret: string, token: string | null): boolean {
  return token !== null && sameHash(token, formTokenOf(secret));
}
