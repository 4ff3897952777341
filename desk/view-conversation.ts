import { createHash } from 'node:crypto';
import type { Case } from '../handoff/hold.ts';
import type { OpeningClock } from '../handoff/opening-hours.ts';
import { defaultServiceLevel, timerOf } from '../handoff/timers.ts';
import { windowOf } from '../handoff/window.ts';
import type { ConversationSummary } from './api/conversation.ts';
import type { Attendance } from './attendance.ts';
import type { BoardEntry } from './board.ts';
import type { StoredConversation } from './stored-conversation.ts';

export interface ViewContext {
  readonly clock: OpeningClock;
  readonly attendance: Attendance;
  /** Place in the queue, by id. */
  readonly places: ReadonlyMap<string, number>;
  readonly now: Date;
}

/** What colleagues call a customer whose name is masked: neutral, and always the same. */
export function labelOf(id: string): string {
  return `Client ${createHash('sha256').update(id).digest('hex').slice(0, 4).toUpperCase()}`;
}

/** What the timers look at. */
function timed({
  owner,
  urgency,
  waitingSince,
  firstAnswerAt,
  promises,
  status,
  ...stored
}: StoredConversation): Parameters<typeof timerOf>[0] {
  const { reason, skill, openedAt, unanswered, packet } = stored;
  if (!packet) return { owner };
  const open: Case = {
    reason,
    urgency,
    skill,
    openedAt,
    unanswered,
    status,
    promises,
    packet,
    ...(waitingSince === null ? {} : { waitingSince }),
    ...(firstAnswerAt === null ? {} : { firstAnswerAt }),
  };
  return { owner, case: open };
}

export function timerFor(stored: StoredConversation, { clock, now }: Pick<ViewContext, 'clock' | 'now'>): ConversationSummary['timer'] {
  return timerOf(timed(stored), { clock, now, level: defaultServiceLevel }) ?? null;
}

/** A conversation as the list shows it now. */
export function viewConversation({ id, version, stored }: BoardEntry, context: ViewContext): ConversationSummary {
  const { clock, attendance, places, now } = context;
  const { owner, status, urgency, reason, skill, language, channel, linked, last, unanswered, waitingSince, openedAt, promises } = stored;
  return {
    id,
    version,
    owner,
    status,
    urgency,
    reason,
    skill,
    language,
    channel,
    customer: { label: labelOf(id), linked },
    last,
    unanswered,
    waitingSince,
    openedAt,
    timer: timerFor(stored, { clock, now }),
    window: windowOf(stored.lastInboundAt ?? undefined, now, channel === 'messenger'),
    promises,
    snoozedUntil: stored.snoozedUntil,
    place: places.get(id) ?? null,
    readers: [...attendance.readersOf(id)],
    typing: { customer: false, agents: [...attendance.typistsOf(id)] },
  };
}
