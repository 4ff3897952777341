import type { Person } from '../desk/api/terms.ts';
import type { Case, Hold } from './hold.ts';
import { isHeldBy } from './owner.ts';
import type { Routing } from './thread-call.ts';

export interface DecideContext {
  readonly now: Date;
  /** Whether Meta's window applies to the channel. */
  readonly hasWindow: boolean;
  /** What we are to the Page in Meta's routing; `off` on every other channel. */
  readonly routing: Routing;
}

/** The case without what waited for a person. */
export function answered({ waitingSince: _waiting, ...open }: Case, now: Date): Case {
  return { ...open, status: 'waiting', unanswered: 0, firstAnswerAt: open.firstAnswerAt ?? now.toISOString() };
}

export function awake({ snoozedUntil: _until, ...open }: Case): Case {
  return open.status === 'snoozed' ? { ...open, status: open.unanswered > 0 ? 'open' : 'waiting' } : open;
}

/** Who may give a conversation away: whoever has it, or a supervisor. */
export function isTheirs({ owner }: Hold, agent: Person, over: boolean): boolean {
  return isHeldBy(owner, agent.id) || (over && owner.kind !== 'page_inbox');
}
