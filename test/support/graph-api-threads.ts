import { z } from 'zod';

/** What the Page's settings at Meta say of the app that calls. */
export interface RoutingOptions {
  readonly appId: string;
  /** Whether it is the app for threads that nobody holds. */
  readonly isDefault: boolean;
}

/** What the Page knows of one call of Conversation Routing. */
export interface ThreadCallSeen {
  readonly call: string;
  readonly psid: string;
  readonly json: unknown;
}

export interface GraphApiThreads {
  /** The calls that were accepted, in order. */
  readonly calls: readonly ThreadCallSeen[];
  /** Who holds a thread; null: nobody. Ours until somebody else does something. */
  ownerOf(psid: string): string | null;
  /** Somebody at Meta changes it: an agent in Business Suite, a lapse after 24 hours (null). */
  give(psid: string, appId: string | null): void;
  /** Whether the Page's settings let the app take threads that another one holds. */
  letTake(allowed: boolean): void;
  /** The next calls of this name are refused for good. */
  refuse(call: string): void;
  /** Whether the app may write into a thread. */
  mayWrite(psid: string): boolean;
  /** The body of the answer to a call, or the code and subcode of an error; undefined where it is no such call. */
  answer(
    edge: string,
    request: { readonly query: URLSearchParams; readonly json: unknown },
  ): object | readonly [number, number?] | undefined;
}

const recipient = z.strictObject({ id: z.string().regex(/^\d{1,32}$/) });
const metadata = z.string().max(1_000);
const bodies = {
  pass_thread_control: z.strictObject({ recipient, target_app_id: z.string().regex(/^\d+$/), metadata: metadata.optional() }),
  take_thread_control: z.strictObject({ recipient, metadata: metadata.optional() }),
  request_thread_control: z.strictObject({ recipient, metadata: metadata.optional() }),
  release_thread_control: z.strictObject({ recipient, metadata: metadata.optional() }),
  extend_thread_control: z.strictObject({ recipient, duration: z.int().min(1).max(604_800) }),
} as const;
const isCall = (edge: string): edge is keyof typeof bodies => edge in bodies;

const malformed = [100] as const;
const notOurs = [100, 2534037] as const;

/** Keeps the owner of each thread as Meta does (Conversation Routing, 2025-09-24). */
export function createGraphApiThreads({ appId, isDefault }: RoutingOptions): GraphApiThreads {
  const owners = new Map<string, string | null>();
  const calls: ThreadCallSeen[] = [];
  const refused = new Set<string>();
  let mayTake = false;
  const ownerOf = (psid: string): string | null => owners.get(psid) ?? (owners.has(psid) ? null : appId);
  const isOurs = (psid: string): boolean => ownerOf(psid) === appId || (ownerOf(psid) === null && isDefault);

  function move(call: keyof typeof bodies, psid: string, target: string | undefined): boolean {
    if (call === 'request_thread_control') return true;
    if (call === 'take_thread_control') {
      if (!isDefault || (ownerOf(psid) !== null && !isOurs(psid) && !mayTake)) return false;
      owners.set(psid, appId);
      return true;
    }
    if (!isOurs(psid)) return false;
    if (call === 'pass_thread_control') owners.set(psid, target ?? null);
    if (call === 'release_thread_control') owners.set(psid, null);
    return true;
  }

  return {
    calls,
    ownerOf,
    give: (psid, to) => void owners.set(psid, to),
    letTake: (allowed) => void (mayTake = allowed),
    refuse: (call) => void refused.add(call),
    mayWrite: isOurs,
    answer(edge, { query, json }) {
      if (edge === 'thread_owner') {
        const psid = query.get('recipient') ?? '';
        const owner = ownerOf(psid);
        calls.push({ call: edge, psid, json });
        const isShown = owner !== null && (owner === appId || isDefault);
        return { data: isShown ? [{ thread_owner: { app_id: owner, expiration: 1 } }] : [] };
      }
      if (!isCall(edge)) return undefined;
      const parsed = bodies[edge].safeParse(json);
      if (!parsed.success) return malformed;
      const { data } = parsed;
      const psid = data.recipient.id;
      if (refused.has(edge) || !move(edge, psid, z.object({ target_app_id: z.string() }).safeParse(data).data?.target_app_id))
        return notOurs;
      calls.push({ call: edge, psid, json });
      return { success: true };
    },
  };
}
