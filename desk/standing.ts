import type { DeskStanding } from '../handoff/hand-over.ts';
import type { OpeningClock } from '../handoff/opening-hours.ts';
import { type Colleague, estimateWait, inOrder, suits, type Waiting } from '../handoff/queue.ts';
import { weightOf } from '../handoff/reasons.ts';
import type { DeskLanguage, HandoverReason } from './api/terms.ts';
import type { Board, BoardEntry } from './board.ts';

/** How long a conversation with a person takes where nobody knows better. */
const handlingMs = 6 * 60_000;

/** What the order of the queue depends on, of one conversation. */
export function waitingOf({ id, stored }: BoardEntry): Waiting {
  const { urgency, skill, language, waitingSince, openedAt } = stored;
  return { id, urgency, skill, language, waitingSince, openedAt };
}

/** Those who wait in the queue, in their order. */
export function queueOf(board: Pick<Board, 'entries'>): readonly Waiting[] {
  return inOrder([...board.entries()].filter(({ stored }) => stored.owner.kind === 'queue').map(waitingOf));
}

/** How many conversations want something of each person now. */
export function loadOf(board: Pick<Board, 'entries'>): ReadonlyMap<string, number> {
  const load = new Map<string, number>();
  for (const { stored } of board.entries()) {
    const agent = stored.owner.agent?.id;
    if (agent !== undefined && stored.status === 'open') load.set(agent, (load.get(agent) ?? 0) + 1);
  }
  return load;
}

/** Everybody who is there, with what they have to do. */
export function colleaguesOf(board: Pick<Board, 'entries' | 'attendance'>): readonly Colleague[] {
  const load = loadOf(board);
  return board.attendance().present.map(({ person, state, capacity, people, skills, languages }) => ({
    id: person.id,
    available: state === 'available',
    capacity,
    people,
    open: load.get(person.id) ?? 0,
    skills,
    languages,
  }));
}

export function peopleIn(colleagues: readonly Colleague[]): number {
  return colleagues.reduce((sum, { people = 1 }) => sum + people, 0);
}

/** What the desk can do for somebody who asks for a person now. */
export function standingFor(
  { reason, language }: { readonly reason: HandoverReason; readonly language: DeskLanguage },
  { board, clock, now }: { readonly board: Pick<Board, 'entries' | 'attendance'>; readonly clock: OpeningClock; readonly now: Date },
): DeskStanding {
  if (!clock.isOpen(now)) return { state: 'closed', opensAt: clock.opensAt(now)?.toISOString() };
  const { urgency, skill } = weightOf(reason);
  const there = colleaguesOf(board).filter(({ available }) => available);
  const able = there.filter((colleague) => suits(colleague, { skill, language }));
  // Somebody who speaks the language is better than nobody, whatever they are good at.
  const agents = able.length > 0 ? able : there.filter((colleague) => suits(colleague, { skill: 'general', language }));
  if (agents.length === 0) return { state: 'away' };
  const mine: Waiting = { id: '\uFFFF', urgency, skill, language, waitingSince: now.toISOString(), openedAt: now.toISOString() };
  const place = inOrder([...queueOf(board), mine]).findIndex(({ id }) => id === mine.id) + 1;
  return { state: 'open', place, estimate: estimateWait(place, { agents: peopleIn(agents), handlingMs }) };
}
