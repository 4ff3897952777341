import type { Person } from '../desk/api/terms.ts';
import { type Decision, done, refuse } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import type { Hold } from './hold.ts';
import { newCase } from './new-case.ts';
import { withCall } from './thread-call.ts';
import { things } from './thread-entries.ts';
import { sentence, transition } from './transition.ts';

type PageInboxEvent = Extract<DeskEvent, { readonly kind: 'page_inbox' | 'overheard' }>;

/** Another inbox holds the thread at Meta, so it holds it here. Nothing is announced: Meta takes nothing from us any more. */
function took(hold: Hold, app: string | null, now: Date): Decision {
  if (hold.owner.kind === 'page_inbox') return done(hold);
  const open = hold.case ?? newCase({ reason: 'page_inbox', now, recent: hold.recent });
  return transition(hold, {
    to: { kind: 'page_inbox' },
    cause: 'page_inbox',
    reason: 'page_inbox',
    ...(app === null ? {} : { note: app }),
    change: { case: { ...open, status: 'open' } },
  });
}

/** To the person of the desk who had it, or has asked for it. */
function toAgent(hold: Hold, agent: Person, now: Date): Decision {
  const open = hold.case ?? newCase({ reason: 'page_inbox', now, recent: hold.recent });
  const { quietUntil: _quiet, asked: _asked, returned: _returned, ...rest } = open;
  return transition(hold, {
    to: { kind: 'agent', agent },
    cause: 'released',
    by: agent,
    announce: [sentence('claimed', { name: agent.name })],
    change: { case: { ...rest, status: 'open' } },
  });
}

/** Meta says that the thread is ours: it goes to whoever of the desk has asked for it, and else to the bot. */
function gaveBack(hold: Hold, now: Date): Decision {
  if (hold.owner.kind !== 'page_inbox') return done(hold);
  if (hold.led?.call === 'request_thread_control' && hold.led.token === hold.owner.token) return toAgent(hold, hold.led.agent, now);
  const { waitingSince: _waiting, ...open } = hold.case ?? {};
  return transition(hold, {
    to: { kind: 'bot' },
    cause: 'released',
    announce: [sentence('returned')],
    change: hold.case && 'reason' in open ? { case: { ...open, status: 'returned', unanswered: 0 } } : {},
  });
}

/** Meta did not let the thread go: whoever passed it has it still. */
function failedPass(hold: Hold, agent: Person, now: Date): Decision {
  const back = toAgent(hold, agent, now);
  return back.outcome === 'refused'
    ? back
    : { ...back, entries: [{ kind: 'system', code: 'thread_not_passed', detail: null }, ...back.entries] };
}

type ThreadOwnerEvent = Extract<DeskEvent, { readonly kind: 'thread_owner' }>;

/**
 * Meta's answer to who holds the thread puts our owner right. A pass that did not come about leaves the conversation with whoever passed it;
 * where we were not allowed to take a thread, it is asked for.
 */
export function decideThreadOwner(hold: Hold, { holder, app, token }: ThreadOwnerEvent, now: Date): Decision {
  const { owner, led } = hold;
  if (owner.token !== token) return refuse(hold, 'stale');
  const last = led?.token === token ? led : undefined;
  if (holder === 'us') return last?.call === 'pass_thread_control' ? failedPass(hold, last.agent, now) : gaveBack(hold, now);
  const taken = took(hold, app, now);
  if (last?.call !== 'take_thread_control' || taken.outcome === 'refused') return taken;
  const asked = { ...last, call: 'request_thread_control', token: taken.hold.owner.token } as const;
  const entry = { kind: 'system', code: 'thread_asked', detail: last.agent.name } as const;
  const next = { ...taken, hold: { ...taken.hold, led: asked }, entries: [...taken.entries, entry] };
  return withCall(next, { call: 'request_thread_control' }, 'last');
}

/**
 * Keeps our owner in step with Meta's. Somebody who answers from another inbox has the conversation, whether Meta told us before or not:
 * an echo that is not of ours is a person. What a customer writes in standby is recorded, and says who has it, too. A mere request of
 * another app changes nothing; whoever is at the desk sees it.
 */
export function decidePageInbox(hold: Hold, event: PageInboxEvent, now: Date): Decision {
  if (event.kind === 'overheard') {
    const { text, attachment, sent, redacted } = event;
    const taken = took({ ...hold, lastInboundAt: now.toISOString() }, null, now);
    const entry = { kind: 'customer', text, attachment, ...things(sent), redacted, button: false } as const;
    return taken.outcome === 'refused' ? taken : { ...taken, entries: [...taken.entries, entry] };
  }
  if (event.did === 'gave_back') return gaveBack(hold, now);
  if (event.did === 'asked') return done(hold, hold.case ? [{ kind: 'system', code: 'thread_requested', detail: event.app }] : []);
  const taken = took(hold, event.app, now);
  if (event.did === 'took' || taken.outcome === 'refused') return taken;
  return { ...taken, entries: [...taken.entries, { kind: 'system', code: 'page_inbox_said', detail: event.text }] };
}
