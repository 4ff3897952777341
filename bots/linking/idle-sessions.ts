import { hashOf, newSecret } from './link-secrets.ts';
import type { TypedRecords } from './typed-records.ts';

/** When a session began, and when it was last used, ISO 8601. */
interface Timed {
  readonly startedAt: string;
  readonly seenAt: string;
}

export interface SessionTerms {
  /** How long a session goes on without being used. */
  readonly idleMs: number;
  /** How long it goes on at all. */
  readonly longestMs: number;
  /** One that is used all the time is written so often at most; at each use where it is left out. */
  readonly writtenEveryMs?: number;
}

/** Sessions, each known by a secret that only its browser has, and kept as its hash. */
export interface IdleSessions<Value> {
  /** Begins a session under a new secret. */
  open(value: Value): Promise<string>;
  /** The session of this secret, which goes on for another while; undefined where it is over. */
  touch(secret: string): Promise<(Value & Timed & { readonly endsAt: string }) | undefined>;
  close(secret: string): Promise<void>;
}

export interface IdleSessionsDeps<Value> extends SessionTerms {
  readonly records: TypedRecords<Value & Timed>;
  readonly now: () => Date;
}

/** Sessions in the record store: all processes share them. */
export function createIdleSessions<Value extends object>(deps: IdleSessionsDeps<Value>): IdleSessions<Value> {
  const { records, idleMs, longestMs, writtenEveryMs, now } = deps;
  return {
    async open(value) {
      const secret = newSecret();
      const at = now().toISOString();
      await records.put(hashOf(secret), { ...value, startedAt: at, seenAt: at }, { ttlMs: idleMs });
      return secret;
    },

    async touch(secret) {
      const key = hashOf(secret);
      const record = await records.get(key);
      if (record === undefined) return undefined;
      const { value, version } = record;
      const at = now().getTime();
      const [seen, longest] = [Date.parse(value.seenAt), Date.parse(value.startedAt) + longestMs];
      if (Math.min(seen + idleMs, longest) <= at) return undefined;
      const ttlMs = Math.min(idleMs, longest - at);
      // Of two uses at once one writes; after the session was closed none does.
      if (writtenEveryMs === undefined || at - seen > writtenEveryMs)
        await records.put(key, { ...value, seenAt: new Date(at).toISOString() }, { ttlMs, ifVersion: version });
      return { ...value, endsAt: new Date(at + ttlMs).toISOString() };
    },

    close: (secret) => records.delete(hashOf(secret)),
  };
}
