import { presenceSchema, readingSchema, typingSchema } from '../../desk/api/writes.ts';
import { leaseNames } from '../../desk/attendance.ts';
import type { BoardEntry } from '../../desk/board.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import { addressSchema } from '../inbound.ts';
import type { SendApi } from '../messenger/send-api.ts';
import { type DeskAnswer, type DeskHandler, type DeskRequest, parsed } from './desk-request.ts';
import { findEntry } from './find-entry.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface MomentHandlersDeps {
  readonly desk: Pick<DeskStore, 'lease'>;
  readonly follower: FeedFollower;
  readonly sendApi: Pick<SendApi, 'senderAction'>;
}

const times = { presenceMs: 60_000, readingMs: 30_000, typingMs: 10_000 } as const;
const done: DeskAnswer = { status: 204 };

/** What is of the moment: who is there, who reads, who types. */
export function createMomentHandlers({ desk, follower, sendApi }: MomentHandlersDeps) {
  const find = (request: DeskRequest): BoardEntry => findEntry(follower.board, request);

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

  return { presence, reading, typing } as const;
}
