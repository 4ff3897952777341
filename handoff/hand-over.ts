import type { HandoverReason } from '../desk/api/terms.ts';
import type { Decision, Said } from './decision.ts';
import type { Hold } from './hold.ts';
import { newCase } from './new-case.ts';
import type { PacketFacts } from './packet.ts';
import type { Estimate } from './queue.ts';
import { entriesOfExchange, type NewEntry } from './thread-entries.ts';
import { sentence, transition } from './transition.ts';

/**
 * What the desk can do for a customer who needs a person now. `open`: somebody will take it; `closed`: out of hours; `away`: in hours, but
 * nobody is there.
 */
export type DeskStanding =
  | { readonly state: 'open'; readonly place: number; readonly estimate: Estimate | undefined }
  | { readonly state: 'closed'; readonly opensAt: string | undefined }
  | { readonly state: 'away' };

export interface HandOver extends PacketFacts {
  readonly reason: HandoverReason;
  readonly standing: DeskStanding;
  /** Words of the bank that the sentences print: its name, its telephone, the hours, when the desk opens (`no` where nobody knows). */
  readonly contact: Readonly<Record<'bankName' | 'phone' | 'hours' | 'always' | 'opensAt', string>>;
}

/** Where nobody can take over, these are told first that they were heard; `keepsQueue`: nobody in need is offered to leave the queue. */
const feels: ReadonlySet<HandoverReason> = new Set(['bereavement', 'debt_distress', 'dispute', 'complaint']);
const keepsQueue: ReadonlySet<HandoverReason> = new Set(['suspected_fraud', 'bereavement']);

/** Where there is nothing to say of the time, 0 stands for it in the sentence. */
function placeLine({ place, estimate }: Extract<DeskStanding, { readonly state: 'open' }>): Said & { readonly kind: 'sentence' } {
  if (!estimate) return sentence('place', { place: String(place), known: 'no', from: '', to: '' });
  return sentence('place', { place: String(place), known: 'yes', from: String(estimate.from), to: String(estimate.to) });
}

/** What was said before goes into the thread with the first hand-over; later it is there already. */
function earlier(hold: Hold, recent: PacketFacts['recent']): readonly NewEntry[] {
  return hold.case ? [] : recent.slice(0, -1).flatMap((exchange) => entriesOfExchange(exchange));
}

function last(recent: PacketFacts['recent']): readonly NewEntry[] {
  const exchange = recent.at(-1);
  return exchange ? entriesOfExchange({ ...exchange, shown: [] }) : [];
}

/**
 * Hands a conversation over in the turn that asks for it: into the queue where the desk is open; where it is not, somebody is asked for
 * and the bot goes on, so that nobody waits in front of a closed counter. `recent` ends with the message that asked.
 */
export function handOver(hold: Hold, { standing, contact, ...facts }: HandOver): Decision {
  const { reason, now, recent } = facts;
  const opened = newCase(facts);
  const said = [...earlier(hold, recent), ...last(recent)];
  const empathy = sentence('reason', { reason, ...contact });
  if (standing.state === 'open') {
    return transition(hold, {
      to: { kind: 'queue' },
      cause: 'handed_over',
      reason,
      before: said,
      announce: [empathy, { ...placeLine(standing), ...(keepsQueue.has(reason) ? {} : { options: 'leave_queue' as const }) }],
      change: { case: { ...opened, waitingSince: now.toISOString(), unanswered: 1 } },
    });
  }
  const isClosed = standing.state === 'closed';
  const promise = { kind: 'reply', text: '', dueAt: (isClosed && standing.opensAt) || null, madeAt: now.toISOString() } as const;
  // Whoever is in danger is told to call now; everybody else may choose how they want to be answered later.
  const choice = reason === 'suspected_fraud' ? undefined : 'contact';
  const words = sentence(isClosed ? 'closed' : 'away', contact, choice);
  return {
    outcome: 'done',
    hold: { ...hold, case: { ...opened, unanswered: 1, promises: [promise] } },
    entries: [...said, { kind: 'system', code: isClosed ? 'asked_while_closed' : 'asked_while_away', detail: reason }],
    sayings: (feels.has(reason) ? [empathy, words] : [words]).map((line) => ({
      said: line,
      sender: { kind: 'bot', token: hold.owner.token },
    })),
  };
}
