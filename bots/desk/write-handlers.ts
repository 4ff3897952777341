import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Person, personSchema } from '../../desk/api/terms.ts';
import { threadEntrySchema } from '../../desk/api/thread.ts';
import {
  claimSchema,
  messageSchema,
  noteSchema,
  returnSchema,
  snoozeSchema,
  transferSchema,
  type WriteAnswer,
  writeAnswerSchema,
} from '../../desk/api/writes.ts';
import type { BoardEntry } from '../../desk/board.ts';
import { placesOf } from '../../desk/list-conversations.ts';
import { colleaguesOf } from '../../desk/standing.ts';
import { viewConversation } from '../../desk/view-conversation.ts';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import { hasRoom } from '../../handoff/queue.ts';
import { secretsTyped } from '../../secrecy/typed-by-person.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { Json } from '../../store/port.ts';
import { addressSchema, type Inbound } from '../inbound.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import { type DeskAnswer, type DeskHandler, DeskProblemError, type DeskRequest, parsed } from './desk-request.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface WriteHandlersDeps {
  readonly desk: Pick<DeskStore, 'outcome' | 'thread'>;
  readonly follower: FeedFollower;
  readonly worker: Pick<TurnWorker, 'accept'>;
  readonly clock: OpeningClock;
  readonly now: () => Date;
}

/** How long the outcome of a write is waited for; afterwards the stream of events tells. */
const waitMs = 3_000;
const lookEveryMs = 15;

const outcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), numbers: z.array(z.int()), version: z.int() }),
  writeAnswerSchema.options[1],
]);

/** The event of the conversation that a write becomes: in line with everything else that happens to it. */
export function deskInbound(address: Json, id: string, desk: DeskEvent): Inbound {
  return { ...addressSchema.parse(address), type: 'desk', id, hasAttachment: false, redacted: [], desk };
}

async function waitFor<Value>(look: () => Promise<Value | undefined>, ms: number): Promise<Value | undefined> {
  const until = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > until) return found;
    await pause(lookEveryMs);
  }
}

const statusOf: Readonly<Record<WriteAnswer['outcome'], number>> = { done: 200, refused: 409, pending: 202 };

function answer(body: WriteAnswer): DeskAnswer {
  return { status: statusOf[body.outcome], body };
}

/** What changes a conversation, by the name of the route. */
export function createWriteHandlers({ desk, follower, worker, clock, now }: WriteHandlersDeps) {
  const { board } = follower;

  function find({ params }: DeskRequest): BoardEntry {
    const entry = board.find(params['id'] ?? '');
    if (!entry) throw new DeskProblemError(404, 'not_found');
    return entry;
  }

  async function outcomeOf(entry: BoardEntry, write: string): Promise<DeskAnswer> {
    const stop = follower.watch();
    try {
      const result = await waitFor(() => desk.outcome(write), waitMs);
      const outcome = outcomeSchema.safeParse(result).data;
      if (!outcome) return answer({ outcome: 'pending' });
      if (outcome.outcome === 'refused') return answer(outcome);
      // The board of this process may be a moment behind.
      await waitFor(async () => ((board.find(entry.id)?.version ?? Number.MAX_SAFE_INTEGER) >= outcome.version ? true : undefined), waitMs);
      const { numbers } = outcome;
      const rows = numbers.length === 0 ? [] : await desk.thread(entry.id, { before: Math.max(...numbers) + 1, most: numbers.length });
      const conversation = viewConversation(board.find(entry.id) ?? entry, {
        clock,
        attendance: board.attendance(),
        places: placesOf(board),
        now: now(),
      });
      return answer({ outcome: 'done', conversation, entries: rows.flatMap((row) => threadEntrySchema.safeParse(row.entry).data ?? []) });
    } finally {
      stop();
    }
  }

  async function write(entry: BoardEntry, id: string, event: DeskEvent): Promise<DeskAnswer> {
    const eventId = `desk-${id}`;
    await worker.accept({ conversation: entry.id, eventId, event: deskInbound(entry.stored.address, eventId, event) });
    return outcomeOf(entry, eventId);
  }

  const isSupervisor = ({ session }: DeskRequest): boolean => session.roles.includes('supervisor');

  /** Who is not there cannot be given work; who is full is not kept from taking what they want to transfer to themselves by hand. */
  function hasNoRoom(agent: Person): boolean {
    const colleague = colleaguesOf(board).find(({ id }) => id === agent.id);
    return colleague !== undefined && colleague.available && !hasRoom(colleague);
  }

  const claim: DeskHandler = async (request) => {
    const { id, token } = parsed(claimSchema, request.body);
    const entry = find(request);
    const agent = request.session.person;
    if (!isSupervisor(request) && hasNoRoom(agent)) return answer({ outcome: 'refused', why: 'capacity', owner: entry.stored.owner });
    return write(entry, id, { kind: 'claim', agent, token, over: isSupervisor(request) });
  };

  const messages: DeskHandler = async (request) => {
    const { id, token, text } = parsed(messageSchema, request.body);
    const entry = find(request);
    // Refused before it is written down anywhere.
    if (secretsTyped(text).length > 0) return answer({ outcome: 'refused', why: 'secret', owner: entry.stored.owner });
    return write(entry, id, { kind: 'message', agent: request.session.person, token, text });
  };

  const notes: DeskHandler = async (request) => {
    const { id, text, mentions } = parsed(noteSchema, request.body);
    return write(find(request), id, { kind: 'note', agent: request.session.person, text, mentions });
  };

  const transfer: DeskHandler = async (request) => {
    const { id, token, to, note } = parsed(transferSchema, request.body);
    const entry = find(request);
    const shared = { kind: 'transfer', agent: request.session.person, token, note, over: isSupervisor(request) } as const;
    if (!('agent' in to)) return write(entry, id, { ...shared, to: { skill: 'skill' in to ? to.skill : null } });
    const colleague = board.attendance().present.find(({ person }) => person.id === to.agent);
    if (!colleague) throw new DeskProblemError(404, 'not_found');
    return write(entry, id, { ...shared, to: { agent: personSchema.parse(colleague.person) } });
  };

  const snooze: DeskHandler = async (request) => {
    const { id, token, until } = parsed(snoozeSchema, request.body);
    return write(find(request), id, { kind: 'snooze', agent: request.session.person, token, until });
  };

  const giveBack: DeskHandler = async (request) => {
    const { id, token, outcome, summary, promises, quietHours } = parsed(returnSchema, request.body);
    const agent = request.session.person;
    return write(find(request), id, { kind: 'return', agent, token, outcome, summary, promises, quietHours });
  };

  return { claim, messages, notes, transfer, snooze, return: giveBack } as const;
}
