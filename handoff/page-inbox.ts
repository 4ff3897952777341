import { type Decision, done } from './decision.ts';
import type { DeskEvent } from './desk-event.ts';
import type { Hold } from './hold.ts';
import { newCase } from './new-case.ts';
import { transition } from './transition.ts';

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

function gaveBack(hold: Hold): Decision {
  if (hold.owner.kind !== 'page_inbox') return done(hold);
  const { waitingSince: _waiting, ...open } = hold.case ?? {};
  return transition(hold, {
    to: { kind: 'bot' },
    cause: 'released',
    announce: [{ kind: 'sentence', key: 'returned', args: {} }],
    change: hold.case && 'reason' in open ? { case: { ...open, status: 'returned', unanswered: 0 } } : {},
  });
}

/**
 * Keeps our owner in step with Meta's. Somebody who answers from another inbox has the conversation, whether Meta told us before or not:
 * an echo that is not of ours is a person. What a customer writes in standby is recorded, and says who has it, too. A mere request of
 * another app changes nothing; whoever is at the desk sees it.
 */
export function decidePageInbox(hold: Hold, event: PageInboxEvent, now: Date): Decision {
  if (event.kind === 'overheard') {
    const { text, attachment, redacted } = event;
    const taken = took({ ...hold, lastInboundAt: now.toISOString() }, null, now);
    const entry = { kind: 'customer', text, attachment, redacted, button: false } as const;
    return taken.outcome === 'refused' ? taken : { ...taken, entries: [...taken.entries, entry] };
  }
  if (event.did === 'gave_back') return gaveBack(hold);
  if (event.did === 'asked') return done(hold, hold.case ? [{ kind: 'system', code: 'thread_requested', detail: event.app }] : []);
  const taken = took(hold, event.app, now);
  if (event.did === 'took' || taken.outcome === 'refused') return taken;
  return { ...taken, entries: [...taken.entries, { kind: 'system', code: 'page_inbox_said', detail: event.text }] };
}
