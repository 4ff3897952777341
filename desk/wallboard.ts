import type { OpeningClock } from '../handoff/opening-hours.ts';
import { suits } from '../handoff/queue.ts';
import type { Wallboard } from './api/reports.ts';
import { skills, urgencies } from './api/terms.ts';
import type { Board, BoardEntry } from './board.ts';
import { colleaguesOf, peopleIn } from './standing.ts';
import { timerFor } from './view-conversation.ts';

const since = ({ stored }: BoardEntry): number => Date.parse(stored.waitingSince ?? stored.openedAt);

function longest(waiting: readonly BoardEntry[], now: Date): number {
  return waiting.length === 0 ? 0 : Math.max(0, now.getTime() - Math.min(...waiting.map(since)));
}

function median(values: readonly number[]): number | null {
  const inOrder = values.toSorted((first, second) => first - second);
  return inOrder[Math.floor(inOrder.length / 2)] ?? null;
}

/** Of what was handed over since a moment: how much was answered, how soon, and how much of it in time. */
function today(entries: readonly BoardEntry[], { from, clock }: { readonly from: Date; readonly clock: OpeningClock }): Wallboard['today'] {
  const handed = entries.filter(({ stored }) => Date.parse(stored.openedAt) >= from.getTime());
  const answered = handed.flatMap(({ stored }) =>
    stored.firstAnswerAt === null ? [] : [{ stored, ms: clock.between(new Date(stored.openedAt), new Date(stored.firstAnswerAt)) }],
  );
  const inTime = answered.filter(({ stored }) => {
    const due = timerFor(
      { ...stored, firstAnswerAt: null, waitingSince: stored.openedAt, owner: { kind: 'queue', token: 0 }, status: 'open' },
      { clock, now: from },
    );
    return due === null || Date.parse(stored.firstAnswerAt ?? '') <= Date.parse(due.dueAt);
  });
  return {
    handedOver: handed.length,
    answered: answered.length,
    inTime: inTime.length,
    medianFirstAnswerMs: median(answered.map(({ ms }) => ms)),
  };
}

/** What a supervisor sees at a glance. `midnight`: when the day began by the clocks of the desk. */
export function wallboardOf(
  board: Pick<Board, 'entries' | 'attendance'>,
  { clock, now, midnight }: { readonly clock: OpeningClock; readonly now: Date; readonly midnight: Date },
): Wallboard {
  const entries = [...board.entries()];
  const waiting = entries.filter(({ stored }) => stored.owner.kind === 'queue');
  const colleagues = colleaguesOf(board);
  const available = colleagues.filter((colleague) => colleague.available);
  // Of the conversations of the day, as the other figures are.
  const scores = entries.flatMap(({ stored }) => (Date.parse(stored.openedAt) >= midnight.getTime() ? (stored.score ?? []) : []));
  const isOpen = clock.isOpen(now);
  return {
    at: now.toISOString(),
    open: isOpen,
    opensAt: isOpen ? null : (clock.opensAt(now)?.toISOString() ?? null),
    waiting: waiting.length,
    longestWaitMs: longest(waiting, now),
    withAgents: entries.filter(({ stored }) => stored.owner.kind === 'agent').length,
    promised: entries.filter(({ stored }) => stored.promises.length > 0).length,
    late: entries.filter(({ stored }) => timerFor(stored, { clock, now })?.state === 'late').length,
    agents: { available: peopleIn(available), away: peopleIn(colleagues) - peopleIn(available) },
    today: today(entries, { from: midnight, clock }),
    skills: skills.map((skill) => {
      const theirs = waiting.filter(({ stored }) => stored.skill === skill);
      const able = available.filter((colleague) => suits(colleague, { skill, language: colleague.languages[0] ?? 'fr' }));
      return { skill, waiting: theirs.length, longestWaitMs: longest(theirs, now), available: peopleIn(able) };
    }),
    urgencies: urgencies.map((urgency) => ({ urgency, waiting: waiting.filter(({ stored }) => stored.urgency === urgency).length })),
    satisfaction: {
      answers: scores.length,
      average: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    },
  };
}
