import { hash } from 'node:crypto';
import type { BoardEntry } from '../../desk/board.ts';
import { timerFor } from '../../desk/view-conversation.ts';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import { isElsewhere } from '../../handoff/owner.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import { deskInbound } from './desk-inbound.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface TendDeskDeps {
  readonly follower: FeedFollower;
  readonly worker: Pick<TurnWorker, 'accept'>;
  readonly clock: OpeningClock;
  readonly now: () => Date;
  readonly log: { warn(fields: object, message: string): void };
  /** Whether Meta is asked to keep threads with us. */
  readonly leads?: boolean;
  /** What else is to be done at each look. */
  readonly alsoTend?: (() => Promise<void>) | undefined;
  /** How long somebody may be gone whose customer waits. */
  readonly absentMs?: number;
}

/** Does what no person does: wakes what sleeps, gives back to the queue what is with somebody who is gone, and says what is late. */
export interface DeskTender {
  /** One look at everything. */
  tend(): Promise<void>;
  start(): void;
  stop(): void;
}

const everyMs = 5_000;
const mostTold = 50_000;
const defaultAbsentMs = 5 * 60_000;

interface Due {
  /** The same in every process: of several that see it, one event comes of it. */
  readonly name: string;
  readonly event: DeskEvent;
}

/** Meta keeps a thread with us for 24 hours after the customer's last message; it is asked to keep it longer in the last hour of them. */
const lapseMs = 24 * 3_600_000;
const keepBeforeMs = 3_600_000;

/** Whether our hold of a thread that the desk still needs is about to lapse. */
function isLapsing({ owner, lastInboundAt, channel, status }: BoardEntry['stored'], at: Date): boolean {
  if (channel !== 'messenger' || lastInboundAt === null || status === 'returned') return false;
  if (owner.kind !== 'agent' && owner.kind !== 'queue') return false;
  const age = at.getTime() - Date.parse(lastInboundAt);
  return age >= lapseMs - keepBeforeMs && age < lapseMs;
}

interface Look {
  readonly at: Date;
  readonly clock: OpeningClock;
  /** Since when somebody who has work is gone. */
  readonly goneSince: ReadonlyMap<string, number>;
  readonly absentMs: number;
  readonly leads: boolean;
}

function dueOf({ id, stored }: BoardEntry, { at, clock, goneSince, absentMs, leads }: Look): readonly Due[] {
  const { token, agent } = stored.owner;
  const due: Due[] = [];
  if (stored.snoozedUntil !== null && Date.parse(stored.snoozedUntil) <= at.getTime())
    due.push({ name: `wake|${id}|${token}|${stored.snoozedUntil}`, event: { kind: 'wake', token } });
  const since = agent && goneSince.get(agent.id);
  if (agent && since !== undefined && stored.status === 'open' && !isElsewhere(agent.id) && at.getTime() - since >= absentMs)
    due.push({ name: `absent|${id}|${token}`, event: { kind: 'absent', agent: agent.id, token } });
  if (leads && isLapsing(stored, at))
    due.push({ name: `keep|${id}|${token}|${stored.lastInboundAt}`, event: { kind: 'keep_thread', token } });
  const running = timerFor(stored, { clock, now: at });
  if (running?.state === 'late')
    due.push({ name: `overdue|${id}|${running.dueAt}`, event: { kind: 'overdue', timer: running.kind, token } });
  return due;
}

/** The tender of one process. */
export function createDeskTender(deps: TendDeskDeps): DeskTender {
  const { follower, worker, clock, now, log, leads = false, alsoTend, absentMs = defaultAbsentMs } = deps;
  const { board } = follower;
  const told = new Set<string>();
  const goneSince = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  function lookForPeople(at: number): void {
    const there = new Set(board.attendance().present.map(({ person }) => person.id));
    for (const id of there) goneSince.delete(id);
    for (const { stored } of board.entries()) {
      const agent = stored.owner.agent?.id;
      if (agent !== undefined && !there.has(agent) && !goneSince.has(agent)) goneSince.set(agent, at);
    }
  }

  async function tell({ id, stored }: BoardEntry, { name, event }: Due): Promise<void> {
    if (told.has(name)) return;
    const eventId = `desk-${hash('sha256', name)}`;
    await worker.accept({ conversation: id, eventId, event: deskInbound(stored.address, eventId, event) });
    // A name that is forgotten is told once more, and dropped as known by the conversation's inbox.
    if (told.size > mostTold) told.clear();
    told.add(name);
  }

  async function tend(): Promise<void> {
    const at = now();
    lookForPeople(at.getTime());
    for (const entry of board.entries()) {
      // Of what was given back only a promise can be late.
      if (entry.stored.status === 'returned' && entry.stored.promises.length === 0) continue;
      for (const due of dueOf(entry, { at, clock, goneSince, absentMs, leads })) await tell(entry, due);
    }
    await alsoTend?.();
  }

  return {
    tend,
    start() {
      timer = setInterval(() => {
        if (follower.isFresh())
          void tend().catch((error: unknown) =>
            log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the desk is not tended'),
          );
      }, everyMs);
    },
    stop: () => clearInterval(timer),
  };
}
