import type { Chatwoot } from '../../connectors/chatwoot/create-chatwoot.ts';
import { ConnectorError } from '../../connectors/connector-error.ts';
import { leaseNames } from '../../desk/attendance.ts';
import type { BoardEntry } from '../../desk/board.ts';
import { languages } from '../../i18n/language.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { ConversationKey } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import type { FeedFollower } from '../desk/follow-feed.ts';
import { createSweep } from '../turns/sweep.ts';
import type { Forgotten } from './forgotten.ts';
import { type MirrorConversation, TakenOverError } from './mirror-conversation.ts';
import { chatwootDesk } from './names.ts';
import { createSetbacks } from './setbacks.ts';
import type { WorkLease } from './work-lease.ts';

export interface BridgeDeps {
  readonly chatwoot: Pick<Chatwoot, 'peoplePresent' | 'forgetContact'>;
  readonly desk: Pick<DeskStore, 'lease'>;
  readonly follower: Pick<FeedFollower, 'board' | 'isFresh' | 'listen' | 'soon'>;
  readonly mirror: MirrorConversation;
  readonly forgotten: Forgotten;
  readonly lease: WorkLease;
  readonly ticks: () => number;
  readonly log: { warn(fields: object, message: string): void; info(fields: object, message: string): void };
  readonly everyMs?: number;
}

/** Brings conversations to Chatwoot, in one process at a time. What is to be done is seen from the desk's list and the links: nothing of it is kept in memory. */
export interface Bridge {
  /** One look at everything. Never rejects. */
  round(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  /** How many conversations have something that Chatwoot has not got yet; 0 in a process that does not do this work. */
  waiting(): number;
}

const defaultEveryMs = 1_000;
/** Chatwoot as a whole, among what has failed. */
const everything = 'everything';
const presenceEveryMs = 20_000;
const presenceMs = 60_000;
/** How many conversations are brought at the same time. */
const sideBySide = 4;
/** More than anybody has: a desk of many people is never full. */
const capacity = 10_000;

/** Whether it may be Chatwoot as a whole that does not answer, or does not let us in, and not one conversation. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof ConnectorError)) return false;
  const { code, status } = error;
  return code === 'bank_unavailable' || code === 'rate_limited' || code === 'protocol_violation' || status === 401 || status === 403;
}

async function answers(chatwoot: BridgeDeps['chatwoot']): Promise<boolean> {
  try {
    await chatwoot.peoplePresent();
    return true;
  } catch {
    return false;
  }
}

function fieldsOf(error: unknown): object {
  if (error instanceof ConnectorError) return { operation: error.operation, code: error.code, status: error.status ?? 0 };
  return { error: error instanceof Error ? error.name : 'unknown' };
}

/** Says at the desk that somebody in Chatwoot takes conversations, for as long as somebody does. */
function createPresence({ chatwoot, desk, follower, ticks }: BridgeDeps): () => Promise<void> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (ticks() - lookedAt < presenceEveryMs) return;
    const people = await chatwoot.peoplePresent();
    lookedAt = ticks();
    const value = { person: chatwootDesk, state: 'available', capacity, people, skills: [], languages: [...languages] };
    await desk.lease({ name: leaseNames.present(chatwootDesk.id), value }, people > 0 ? presenceMs : 0);
    follower.soon();
  };
}

/** What is to be brought, and how far this process has come with it. */
function createBringing(deps: BridgeDeps) {
  const { chatwoot, follower, mirror, forgotten, ticks, log } = deps;
  const { board } = follower;
  const brought = new Map<ConversationKey, number>();
  const setbacks = createSetbacks({ ticks });

  function due(): readonly BoardEntry[] {
    const entries = [...board.entries()];
    const known = new Set(entries.map(({ id }) => id));
    for (const id of brought.keys()) if (!known.has(id)) brought.delete(id);
    return entries.filter(({ id, stored }) => brought.get(id) !== stored.entries);
  }

  /** Where it goes wrong and Chatwoot answers something else, it rests alone, and the others go on. */
  async function alone(fields: { readonly what: string } & object, work: () => Promise<void>): Promise<void> {
    if (!setbacks.isOver(fields.what)) return;
    try {
      await work();
      setbacks.end(fields.what);
    } catch (error) {
      if (error instanceof TakenOverError || error instanceof StoreUnavailableError) throw error;
      if (isOutage(error) && !(await answers(chatwoot))) throw error;
      const waitMs = setbacks.note(fields.what);
      log.warn({ ...fields, ...fieldsOf(error), waitMs }, 'Chatwoot does not take this; it is tried again');
    }
  }

  async function forget(identifier: string): Promise<void> {
    await chatwoot.forgetContact(identifier);
    await forgotten.done(identifier);
  }

  async function bring(entry: BoardEntry): Promise<void> {
    await mirror(entry);
    brought.set(entry.id, entry.stored.entries);
  }

  return {
    due,
    restart: () => brought.clear(),
    async work(): Promise<void> {
      for (const identifier of await forgotten.all()) await alone({ what: identifier }, () => forget(identifier));
      const entries = due();
      const lanes = Array.from({ length: sideBySide }, async (_unused, lane) => {
        for (const entry of entries.filter((_entry, index) => index % sideBySide === lane))
          await alone({ what: entry.id }, () => bring(entry));
      });
      const failed = (await Promise.allSettled(lanes)).find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
    },
  };
}

export function createBridge(deps: BridgeDeps): Bridge {
  const { follower, lease, ticks, log, everyMs = defaultEveryMs } = deps;
  const bringing = createBringing(deps);
  const tellPresence = createPresence(deps);
  const outages = createSetbacks({ ticks });
  let isHolder = false;
  let stopListening = (): void => undefined;

  function rest(error: unknown): void {
    if (error instanceof TakenOverError) return;
    const isNew = !outages.isKnown(everything);
    const waitMs = outages.note(everything);
    const fields = { ...fieldsOf(error), waiting: bringing.due().length, waitMs };
    if (isNew) log.warn(fields, 'Chatwoot is out of reach: what is to be brought waits');
  }

  async function round(): Promise<void> {
    // A board that is behind would open what is over.
    if (!outages.isOver(everything) || !follower.isFresh()) return;
    try {
      isHolder = await lease.hold();
      if (!isHolder) return bringing.restart();
      await tellPresence();
      await bringing.work();
      if (outages.isKnown(everything)) log.info({}, 'Chatwoot answers again, and has what waited');
      outages.end(everything);
    } catch (error) {
      rest(error);
    }
  }

  const sweep = createSweep(round, everyMs);
  return {
    round,
    start() {
      stopListening = follower.listen(() => {
        if (isHolder) sweep.soon();
      });
      sweep.start();
    },
    async stop() {
      stopListening();
      // Whatever is under way ends after its step.
      const released = lease.release();
      await sweep.stop();
      await released.catch(() => undefined);
    },
    waiting: () => (isHolder ? bringing.due().length : 0),
  };
}
