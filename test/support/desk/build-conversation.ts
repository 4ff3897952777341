import type { ConversationSummary, DeskCustomer } from '../../../desk/api/conversation.ts';
import type { Packet } from '../../../desk/api/packet.ts';
import type { ThreadEntry } from '../../../desk/api/thread.ts';
import type { DeskWindow } from '../../../desk/api/window.ts';

/** One conversation as the stub keeps it. */
export interface StubConversation {
  summary: ConversationSummary;
  thread: ThreadEntry[];
  readonly packet: Packet | null;
  readonly customer: DeskCustomer;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const iso = (ms: number): string => new Date(ms).toISOString();

/** Meta's rules, as the contract words them. */
export function windowAt(lastInboundAt: string | null, now: number): DeskWindow {
  if (lastInboundAt === null) return closedWindow(null, 'never_wrote');
  const at = Date.parse(lastInboundAt);
  if (now < at + day) {
    return {
      state: 'response',
      lastInboundAt,
      changesAt: iso(at + day),
      closesAt: iso(at + 7 * day),
      sendsAs: 'RESPONSE',
      rule: 'within_24_hours',
      instead: [],
    };
  }
  if (now < at + 7 * day) {
    const closesAt = iso(at + 7 * day);
    return {
      state: 'human_agent',
      lastInboundAt,
      changesAt: closesAt,
      closesAt,
      sendsAs: 'HUMAN_AGENT',
      rule: 'within_7_days',
      instead: [],
    };
  }
  return closedWindow(lastInboundAt, 'after_7_days');
}

function closedWindow(lastInboundAt: string | null, rule: DeskWindow['rule']): DeskWindow {
  return {
    state: 'closed',
    lastInboundAt,
    changesAt: null,
    closesAt: null,
    sendsAs: null,
    rule,
    instead: ['call', 'secure_message', 'wait_for_customer'],
  };
}

export type Given = Partial<Omit<ConversationSummary, 'customer' | 'last'>> & {
  readonly id: string;
  readonly label: string;
  readonly last?: string;
  /** How long ago the customer wrote last, in minutes. */
  readonly minutesAgo: number;
  readonly linked?: boolean;
};

/** A conversation in the queue, unless it is said otherwise. */
export function buildSummary({ label, last, minutesAgo, linked = true, ...given }: Given, now: number): ConversationSummary {
  const at = now - minutesAgo * minute;
  const dueAt = at + 15 * minute;
  const isWaiting = given.owner === undefined || given.owner.kind === 'queue';
  return {
    version: 1,
    owner: { kind: 'queue', token: 2 },
    status: 'open',
    urgency: 'normal',
    reason: 'wish',
    skill: 'general',
    language: 'fr',
    channel: 'messenger',
    customer: { label, linked },
    last: last === undefined ? null : { at: iso(at), by: 'customer', text: last },
    unanswered: isWaiting ? 1 : 0,
    waitingSince: isWaiting ? iso(at) : null,
    openedAt: iso(at - 4 * minute),
    timer: isWaiting
      ? {
          kind: 'first_answer',
          dueAt: iso(dueAt),
          warnAt: iso(dueAt - 5 * minute),
          state: now > dueAt ? 'late' : now > dueAt - 5 * minute ? 'warning' : 'running',
        }
      : null,
    window: windowAt(iso(at), now),
    promises: [],
    snoozedUntil: null,
    place: null,
    readers: [],
    typing: { customer: false, agents: [] },
    ...given,
  };
}

export function buildCustomer({ customer }: ConversationSummary, now: number): DeskCustomer {
  const { label, linked } = customer;
  return {
    label,
    linked,
    identity: linked ? { strength: 'strong', provenAt: iso(now - 35 * minute) } : null,
    locale: 'fr-FR',
    levels: { balance: 'sealed', transaction: 'hinted', card: 'sealed' },
    fields: (['balances', 'recent_payments', 'cards'] as const).map((field) => ({ field, masked: '••••••••', revealable: linked })),
  };
}

export function buildPacket(summary: ConversationSummary, given: Partial<Packet>): Packet {
  const { reason, urgency, skill } = summary;
  return {
    madeAt: summary.waitingSince ?? summary.openedAt,
    reason,
    urgency,
    skill,
    words: summary.last?.text ?? null,
    asked: [],
    tried: [],
    identity: { linked: summary.customer.linked, strength: 'strong', provenAt: iso(Date.parse(summary.openedAt) - 20 * minute) },
    shown: [],
    clock: null,
    next: 'answer_question',
    ...given,
  };
}
