import type { HandoverReason, Skill, Urgency } from '../desk/api/terms.ts';
import type { Exchange } from './recent.ts';

interface Weight {
  readonly urgency: Urgency;
  readonly skill: Skill;
}

const weights: Readonly<Record<HandoverReason, Weight>> = {
  suspected_fraud: { urgency: 'urgent', skill: 'fraud' },
  bereavement: { urgency: 'high', skill: 'bereavement' },
  debt_distress: { urgency: 'high', skill: 'debt' },
  dispute: { urgency: 'high', skill: 'disputes' },
  complaint: { urgency: 'normal', skill: 'complaints' },
  insult: { urgency: 'normal', skill: 'general' },
  wish: { urgency: 'normal', skill: 'general' },
  failure: { urgency: 'normal', skill: 'general' },
  page_inbox: { urgency: 'normal', skill: 'general' },
  taken: { urgency: 'normal', skill: 'general' },
};

/** How urgent a reason is, and who is good at it. */
export function weightOf(reason: HandoverReason): Weight {
  return weights[reason];
}

const concerns: Readonly<Record<string, HandoverReason>> = {
  bereavement: 'bereavement',
  debt: 'debt_distress',
  dispute: 'dispute',
  complaint: 'complaint',
  insult: 'insult',
};

const failed = /^(?:failed|gave_up) |^(?:unclear|foreign)$/;

/** Whether the bot was of no help in an exchange. */
export function hasFailed({ events }: Pick<Exchange, 'events'>): boolean {
  return events.some((event) => failed.test(event));
}

/** What a turn of the bot came to, as its trace tells it. */
export type Tried = Pick<Exchange, 'dialog' | 'events' | 'slots'>;

/**
 * Why the turn that the bot has just computed hands the conversation over; undefined where it does not. Decided by what was understood
 * and happened, never by a score or a model.
 */
export function reasonToHandOver(tried: Tried, before: Exchange | undefined): HandoverReason | undefined {
  const has = (event: string): boolean => tried.events.includes(event);
  if (has('started person')) return tried.slots['urgency'] ? 'suspected_fraud' : (concerns[tried.slots['concern'] ?? ''] ?? 'wish');
  if (has('started report_fraud')) return 'suspected_fraud';
  return hasFailed(tried) && before !== undefined && hasFailed(before) ? 'failure' : undefined;
}

/** A fraud that the bot has reported while nobody was there to take over: somebody is to look at it as soon as there is. */
export function hasReportedFraud({ events }: Tried): boolean {
  return events.includes('completed report_fraud');
}
