import { createHmac } from 'node:crypto';
import { hashOf, newSecret, sameHash } from '../linking/link-secrets.ts';
import type { BoothRecords, BoothSession } from './booth-records.ts';

/** Who may read in the booth, and for how long. A session is known by a secret that only its browser has. */
export interface BoothSessions {
  /** Begins a session under a new secret. */
  open(reader: Omit<BoothSession, 'startedAt' | 'seenAt'>): Promise<string>;
  /** The session of this secret, which goes on for another while; undefined where it is over. */
  touch(secret: string): Promise<BoothSession | undefined>;
  close(secret: string): Promise<void>;
}

const idleMs = 10 * 60_000;
const longestMs = 30 * 60_000;

/** How long a page may stand unread before it is put away, in seconds: its session is over then. */
export const putAwayAfterS = idleMs / 1000 + 5;

/** Sessions in the record store: any process answers any page. */
export function createBoothSessions({
  records,
  now,
}: {
  readonly records: BoothRecords['sessions'];
  readonly now: () => Date;
}): BoothSessions {
  return {
    async open(reader) {
      const secret = newSecret();
      const at = now().toISOString();
      await records.put(hashOf(secret), { ...reader, startedAt: at, seenAt: at }, { ttlMs: idleMs });
      return secret;
    },

    async touch(secret) {
      const key = hashOf(secret);
      const record = await records.get(key);
      if (record === undefined) return undefined;
      const { value, version } = record;
      const at = now().getTime();
      const leftMs = Math.min(Date.parse(value.seenAt) + idleMs, Date.parse(value.startedAt) + longestMs) - at;
      if (leftMs <= 0) return undefined;
      const ttlMs = Math.min(idleMs, Date.parse(value.startedAt) + longestMs - at);
      // Of two pages at once one writes; after the customer has left none does.
      await records.put(key, { ...value, seenAt: new Date(at).toISOString() }, { ttlMs, ifVersion: version });
      return value;
    },

    close: (secret) => records.delete(hashOf(secret)),
  };
}

/** What the forms of a session carry: whoever cannot read its pages cannot know it. */
export function formTokenOf(secret: string): string {
  return createHmac('sha256', secret).update('form').digest('base64url');
}

/** Whether a form is one of this session. */
export function isFormOf(secret: string, token: string | null): boolean {
  return token !== null && sameHash(token, formTokenOf(secret));
}
