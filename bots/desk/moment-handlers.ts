import { presenceSchema, type RevealAnswer, readingSchema, revealSchema, typingSchema } from '../../desk/api/writes.ts';
import { leaseNames } from '../../desk/attendance.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import { addressSchema } from '../inbound.ts';
import type { SendApi } from '../messenger/send-api.ts';
import { type CustomerFacts, classOfField } from './customer-facts.ts';
import { type DeskAnswer, type DeskHandler, DeskProblemError, type DeskRequest, parsed } from './desk-request.ts';
import type { FeedFollower } from './follow-feed.ts';
import type { TellStaffRead } from './tell-staff-read.ts';

export interface MomentHandlersDeps {
  readonly desk: Pick<DeskStore, 'lease'>;
  readonly follower: FeedFollower;
  readonly sendApi: Pick<SendApi, 'senderAction'>;
  readonly customer: CustomerFacts;
  readonly tellRead: TellStaffRead;
  readonly now: () => Date;
}

const times = { presenceMs: 60_000, readingMs: 30_000, typingMs: 10_000, revealedMs: 60_000 } as const;
const done: DeskAnswer = { status: 204 };

/** What is of the moment: who is there, who reads, who types, what is revealed for a minute. */
export function createMomentHandlers({ desk, follower, sendApi, customer, tellRead, now }: MomentHandlersDeps) {
  const find = ({ params }: DeskRequest) => {
    const entry = follower.board.find(params['id'] ?? '');
    if (!entry) throw new DeskProblemError(404, 'not_found');
    return entry;
  };

  const presence: DeskHandler = async ({ session: { person }, body }) => {
    const value = { person, ...parsed(presenceSchema, body) };
    await desk.lease({ name: leaseNames.present(person.id), value }, times.presenceMs);
    follower.soon();
    return done;
  };

  const reading: DeskHandler = async (request) => {
    const { reading: isReading } = parsed(readingSchema, request.body);
    const { id } = find(request);
    const { person } = request.session;
    await desk.lease({ name: leaseNames.reader(id, person.id), value: { person, conversation: id } }, isReading ? times.readingMs : 0);
    return done;
  };

  const typing: DeskHandler = async (request) => {
    const { typing: isTyping } = parsed(typingSchema, request.body);
    const { id, stored } = find(request);
    const { person } = request.session;
    await desk.lease({ name: leaseNames.typist(id, person.id), value: { person, conversation: id } }, isTyping ? times.typingMs : 0);
    const address = addressSchema.parse(stored.address);
    // The customer sees it only of whoever will send something.
    if (isTyping && stored.owner.agent?.id === person.id && address.door === 'messenger')
      await sendApi.senderAction(address.from.id, 'typing_on');
    return done;
  };

  const reveal: DeskHandler = async (request) => {
    const { field, reason, words } = parsed(revealSchema, request.body);
    const { id, stored } = find(request);
    const { person, roles } = request.session;
    const rule = `revealed to role ${roles.join(', ')}`;
    const why = words === '' ? reason : `${reason}: ${words}`;
    await tellRead({
      who: person.id,
      conversation: id,
      what: `desk.${field}`,
      classes: { [classOfField[field]]: 'shown' },
      rule,
      reason: why,
    });
    const lines = await customer.reveal(id, field, stored.language);
    const body: RevealAnswer =
      typeof lines === 'string'
        ? { outcome: 'unavailable', why: lines }
        : { outcome: 'revealed', lines: [...lines], hideAt: new Date(now().getTime() + times.revealedMs).toISOString() };
    return { status: 200, body };
  };

  return { presence, reading, typing, reveal } as const;
}
