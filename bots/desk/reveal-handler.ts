import { writeReason } from '../../desk/api/audit-names.ts';
import { type RevealAnswer, revealSchema } from '../../desk/api/writes.ts';
import { type CustomerFacts, classOfField } from './customer-facts.ts';
import { type DeskHandler, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import type { FeedFollower } from './follow-feed.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface RevealHandlerDeps {
  readonly follower: FeedFollower;
  readonly customer: CustomerFacts;
  readonly tellRead: TellStaffRead;
  readonly now: () => Date;
}

const revealedMs = 60_000;

/** Shows one field of a customer for a minute, once the ledger has been told who looks at it and why. */
export function createRevealHandler({ follower, customer, tellRead, now }: RevealHandlerDeps): DeskHandler {
  return async (request) => {
    const { field, reason, words } = parsed(revealSchema, request.body);
    const { id, stored } = findEntry(follower.board, request);
    const { person, roles } = request.session;
    const rule = `revealed to role ${roles.join(', ')}`;
    await tellRead({
      who: person.id,
      conversation: id,
      what: `desk.${field}`,
      classes: { [classOfField[field]]: 'shown' },
      rule,
      reason: writeReason(reason, words),
    });
    const lines = await customer.reveal(id, field, stored.language);
    const body: RevealAnswer =
      typeof lines === 'string'
        ? { outcome: 'unavailable', why: lines }
        : { outcome: 'revealed', lines: [...lines], hideAt: new Date(now().getTime() + revealedMs).toISOString() };
    return { status: 200, body };
  };
}
