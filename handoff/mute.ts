import type { Decision } from './decision.ts';
import type { Hold } from './hold.ts';
import { personSends } from './window.ts';

/**
 * Takes back what must not be said unasked any more: a day after the customer's last message only a person may write, so a change of owner
 * is not announced then; the thread says that it was not. Calls that move the thread are no message, and leave.
 */
export function muteAnnouncements(hold: Hold, decision: Decision, now: Date): Decision {
  if (decision.outcome === 'refused') return decision;
  const age = hold.lastInboundAt === undefined ? undefined : now.getTime() - Date.parse(hold.lastInboundAt);
  if (personSends(age) === 'RESPONSE') return decision;
  return {
    ...decision,
    entries: decision.entries.map((entry) => (entry.kind === 'transition' ? { ...entry, announced: null } : entry)),
    sayings: decision.sayings.filter(({ sender }) => sender.kind === 'agent' || sender.kind === 'routing'),
  };
}
