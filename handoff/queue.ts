import type { ConversationSummary } from '../desk/api/conversation.ts';
import type { DeskLanguage, Skill, Urgency } from '../desk/api/terms.ts';

/** What the order of the queue depends on. */
export type Waiting = Pick<ConversationSummary, 'id' | 'urgency' | 'skill' | 'language' | 'waitingSince' | 'openedAt'>;

const minuteMs = 60_000;
/**
 * How long somebody less urgent has to have waited to come first. It is an advance and no class of its own: whoever waits longer than that
 * comes before whatever is newer, however urgent, so that nobody waits for ever.
 */
const advanceMs: Readonly<Record<Urgency, number>> = { urgent: 240 * minuteMs, high: 45 * minuteMs, normal: 0 };

function begun({ waitingSince, openedAt }: Waiting): number {
  return Date.parse(waitingSince ?? openedAt);
}

function rank(waiting: Waiting): number {
  return begun(waiting) - advanceMs[waiting.urgency];
}

/** Urgency first, then waiting time; of two that are equal the one with the smaller id, so that everybody sees one order. */
export function inOrder<One extends Waiting>(waiting: readonly One[]): readonly One[] {
  const ranked = waiting.map((one) => ({ one, at: rank(one) }));
  return ranked.sort((first, second) => first.at - second.at || (first.one.id < second.one.id ? -1 : 1)).map(({ one }) => one);
}

/** Somebody at the desk. */
export interface Colleague {
  readonly id: string;
  readonly available: boolean;
  /** How many they are: a desk of the bank elsewhere counts as one colleague. */
  readonly people?: number;
  readonly capacity: number;
  /** How many conversations are with them that are neither snoozed nor waiting for the customer. */
  readonly open: number;
  /** Empty: all. */
  readonly skills: readonly Skill[];
  readonly languages: readonly DeskLanguage[];
}

/** Whether somebody could take a conversation as far as it goes by skill and language. */
export function suits(
  { skills, languages }: Pick<Colleague, 'skills' | 'languages'>,
  { skill, language }: Pick<Waiting, 'skill' | 'language'>,
): boolean {
  return languages.includes(language) && (skill === 'general' || skills.length === 0 || skills.includes(skill));
}

export function hasRoom({ available, open, capacity }: Colleague): boolean {
  return available && open < capacity;
}

/** What to offer somebody next; undefined where they are full or away, or nothing suits them. */
export function nextFor<One extends Waiting>(colleague: Colleague, waiting: readonly One[]): One | undefined {
  return hasRoom(colleague) ? inOrder(waiting).find((one) => suits(colleague, one)) : undefined;
}

/** In minutes, from the one to the other. */
export interface Estimate {
  readonly from: number;
  readonly to: number;
}

const stepMin = 5;
/** Beyond this nobody can tell honestly. */
const mostMin = 60;

/**
 * How long somebody at a place of the queue will wait, as a range; undefined where that cannot be said honestly.
 * @param handlingMs how long a conversation has taken of late.
 */
export function estimateWait(
  place: number,
  { agents, handlingMs }: { readonly agents: number; readonly handlingMs: number },
): Estimate | undefined {
  if (agents === 0) return undefined;
  const expectedMin = ((place - 1) * handlingMs) / agents / minuteMs + 1;
  const from = Math.max(1, Math.floor((expectedMin * 0.7) / stepMin) * stepMin);
  const to = Math.max(stepMin, Math.ceil((expectedMin * 1.5) / stepMin) * stepMin);
  return to > mostMin ? undefined : { from, to };
}
