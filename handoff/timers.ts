import type { DeskTimer } from '../desk/api/conversation.ts';
import type { Urgency } from '../desk/api/terms.ts';
import type { Case, Hold } from './hold.ts';
import type { OpeningClock } from './opening-hours.ts';

/** Service level, in minutes of opening time, by urgency. */
export interface ServiceLevel {
  readonly firstAnswerMin: Readonly<Record<Urgency, number>>;
  readonly nextAnswerMin: Readonly<Record<Urgency, number>>;
}

export const defaultServiceLevel: ServiceLevel = {
  firstAnswerMin: { urgent: 5, high: 15, normal: 30 },
  nextAnswerMin: { urgent: 10, high: 30, normal: 60 },
};

/** After how much of the time there is a warning. */
const warnAfter = 0.75;
const minuteMs = 60_000;

function timer(
  kind: DeskTimer['kind'],
  { warnAt, dueAt, now }: { readonly warnAt: Date; readonly dueAt: Date; readonly now: Date },
): DeskTimer {
  const state = now >= dueAt ? 'late' : now >= warnAt ? 'warning' : 'running';
  return { kind, dueAt: dueAt.toISOString(), warnAt: warnAt.toISOString(), state };
}

function promiseTimer({ promises }: Case, now: Date): DeskTimer | undefined {
  const due = promises.flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0];
  if (due === undefined) return undefined;
  const dueAt = new Date(due);
  return timer('promise', { dueAt, warnAt: new Date(dueAt.getTime() - 15 * minuteMs), now });
}

interface TimerContext {
  readonly now: Date;
  readonly clock: OpeningClock;
  readonly level: ServiceLevel;
}

/** The timer that runs for a person of the desk: of the customer who waits, or else of what was promised. Undefined where none does. */
export function timerOf({ case: open, owner }: Pick<Hold, 'case' | 'owner'>, { now, clock, level }: TimerContext): DeskTimer | undefined {
  if (!open) return undefined;
  const isDesks = owner.kind === 'queue' || owner.kind === 'agent';
  if (!isDesks || open.waitingSince === undefined || open.status === 'snoozed') return promiseTimer(open, now);
  const isFirst = open.firstAnswerAt === undefined;
  const minutes = (isFirst ? level.firstAnswerMin : level.nextAnswerMin)[open.urgency];
  const since = new Date(open.waitingSince);
  const dueAt = clock.after(since, minutes * minuteMs);
  const warnAt = clock.after(since, minutes * minuteMs * warnAfter);
  return dueAt && warnAt && timer(isFirst ? 'first_answer' : 'next_answer', { dueAt, warnAt, now });
}
