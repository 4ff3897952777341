import { type Decision, done, refuse } from './decision.ts';
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
 * an echo that is not of ours is a person.
 */
export function decidePageInbox(hold: Hold, event: PageInboxEvent, now: Date): Decision {
  if (event.kind === 'overheard') {
    const { text, attachment, redacted } = event;
    return done({ ...hold, lastInboundAt: now.toISOString() }, [{ kind: 'customer', text, attachment, redacted, button: false }]);
  }
  if (event.did === 'gave_back') return gaveBack(hold);
  if (event.did === 'asked') return hold.owner.kind === 'bot' ? took(hold, event.app, now) : refuse(hold, 'not_owner');
  const taken = took(hold, event.app, now);
  if (event.did === 'took' || taken.outcome === 'refused') return taken;
  return { ...taken, entries: [...taken.entries, { kind: 'system', code: 'page_inbox_said', detail: event.text }] };
}
