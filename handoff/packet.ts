import type { Packet } from '../desk/api/packet.ts';
import type { HandoverReason } from '../desk/api/terms.ts';
import { weightOf } from './reasons.ts';
import type { Exchange } from './recent.ts';

const nextSteps: Readonly<Record<HandoverReason, Packet['next']>> = {
  suspected_fraud: 'secure_card',
  dispute: 'take_dispute',
  complaint: 'take_complaint',
  bereavement: 'offer_condolences',
  debt_distress: 'review_budget',
  insult: 'apologise',
  failure: 'answer_question',
  wish: 'answer_question',
  page_inbox: 'continue',
  taken: 'continue',
};

type Tried = Packet['tried'][number];

const outcomes: readonly (readonly [pattern: RegExp, outcome: Tried['outcome']])[] = [
  [/^completed (?<what>.+)$/, 'done'],
  [/^settled (?<what>.+)$/, 'done'],
  [/^cancelled (?<what>.+)$/, 'abandoned'],
  [/^dropped (?<what>.+)$/, 'abandoned'],
  [/^gave_up (?<what>.+)$/, 'failed'],
];

function triedIn({ at, dialog, events }: Exchange): readonly Tried[] {
  return events.flatMap((event): Tried[] => {
    const code = /^failed (?<code>\w+)$/.exec(event)?.groups?.['code'];
    if (code !== undefined) return [{ at, what: dialog ?? 'unknown', outcome: 'failed', code }];
    if (event === 'unclear' || event === 'foreign') return [{ at, what: 'understanding', outcome: 'failed', code: event }];
    for (const [pattern, outcome] of outcomes) {
      const what = pattern.exec(event)?.groups?.['what'];
      if (what !== undefined) return [{ at, what, outcome, code: null }];
    }
    return [];
  });
}

/** What is to be known of the customer's identity: never who. */
export type Identity = Packet['identity'];

export interface PacketFacts {
  readonly reason: HandoverReason;
  readonly now: Date;
  readonly recent: readonly Exchange[];
  readonly identity: Identity;
  readonly clock: Packet['clock'];
}

const talk = new Set(['person', 'greeting', 'thanks', 'goodbye', 'help']);

/** Made of what the conversation remembers anyway: nothing is asked of anybody, and no model is. */
export function makePacket({ reason, now, recent, identity, clock }: PacketFacts): Packet {
  const { urgency, skill } = weightOf(reason);
  return {
    madeAt: now.toISOString(),
    reason,
    urgency,
    skill,
    words: recent.at(-1)?.said ?? null,
    asked: recent.flatMap(({ at, dialog, slots, events }) =>
      dialog !== null && !talk.has(dialog) && events.some((event) => event.startsWith('started ')) ? [{ at, dialog, slots }] : [],
    ),
    tried: recent.flatMap((exchange) => triedIn(exchange)).filter(({ what }) => !talk.has(what)),
    identity,
    shown: recent.flatMap(({ at, shown }) =>
      shown.flatMap(({ key, classes }) => (Object.keys(classes).length > 0 ? [{ at, key, classes: Object.keys(classes) }] : [])),
    ),
    clock,
    next: nextSteps[reason],
  };
}
