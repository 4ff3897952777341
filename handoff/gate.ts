import type { Owner } from '../desk/api/terms.ts';
import { isHeldBy } from './owner.ts';

/**
 * Who says something to the customer, and the token under which it was made. `transition`: the announcement of a new owner, under the
 * token that the transition made. `safety`: what must be said whoever holds the conversation: that a number was taken out of a message,
 * what came of a card that was blocked by a button. `routing`: a call that moves the thread at Meta; nobody reads it.
 */
export type Sender =
  | { readonly kind: 'bot' | 'transition' | 'safety' | 'routing'; readonly token: number }
  | { readonly kind: 'agent'; readonly agent: string; readonly token: number };

/**
 * The gate before the outbox: nothing gets into it but through here. What was made under another token than that of the owner in force is
 * refused, and so is whoever does not hold the conversation: a bot cannot talk over a person, and a person not over another one.
 */
export function mayLeave(sender: Sender, owner: Owner): 'leave' | 'stale' {
  if (sender.token !== owner.token) return 'stale';
  if (sender.kind === 'bot') return owner.kind === 'bot' ? 'leave' : 'stale';
  if (sender.kind === 'agent') return isHeldBy(owner, sender.agent) ? 'leave' : 'stale';
  // Where another inbox of the Page holds the conversation, Meta takes nothing from us.
  return owner.kind === 'page_inbox' && sender.kind === 'safety' ? 'stale' : 'leave';
}
