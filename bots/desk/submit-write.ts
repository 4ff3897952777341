import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { threadEntrySchema } from '../../desk/api/thread.ts';
import { type WriteAnswer, writeAnswerSchema } from '../../desk/api/writes.ts';
import type { BoardEntry } from '../../desk/board.ts';
import { placesOf } from '../../desk/list-conversations.ts';
import { viewConversation } from '../../desk/view-conversation.ts';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { OpeningClock } from '../../handoff/opening-hours.ts';
import type { DeskStore } from '../../store/desk-port.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import { deskInbound } from './desk-inbound.ts';
import type { DeskAnswer } from './desk-request.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface SubmitDeps {
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
type Done = Extract<z.infer<typeof outcomeSchema>, { readonly outcome: 'done' }>;

async function waitFor<Value>(look: () => Promise<Value | undefined>): Promise<Value | undefined> {
  const until = performance.now() + waitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined || performance.now() > until) return found;
    await pause(lookEveryMs);
  }
}

const statusOf: Readonly<Record<WriteAnswer['outcome'], number>> = { done: 200, refused: 409, pending: 202 };

export function answerWrite(body: WriteAnswer): DeskAnswer {
  return { status: statusOf[body.outcome], body };
}

/** Puts a write into the conversation's inbox and waits for what comes of it. */
export type SubmitWrite = (entry: BoardEntry, id: string, event: DeskEvent) => Promise<DeskAnswer>;

export function createSubmitWrite({ desk, follower, worker, clock, now }: SubmitDeps): SubmitWrite {
  const { board } = follower;

  async function describe(entry: BoardEntry, { numbers, version }: Done): Promise<WriteAnswer> {
    // The board of this process may be a moment behind.
    await waitFor(async () => ((board.find(entry.id)?.version ?? Number.MAX_SAFE_INTEGER) >= version ? true : undefined));
    const rows = numbers.length === 0 ? [] : await desk.thread(entry.id, { before: Math.max(...numbers) + 1, most: numbers.length });
    const context = { clock, attendance: board.attendance(), places: placesOf(board), now: now() };
    const entries = rows.flatMap((row) => threadEntrySchema.safeParse(row.entry).data ?? []);
    return { outcome: 'done', conversation: viewConversation(board.find(entry.id) ?? entry, context), entries };
  }

  return async (entry, id, event) => {
    const eventId = `desk-${id}`;
    const stop = follower.watch();
    try {
      await worker.accept({ conversation: entry.id, eventId, event: deskInbound(entry.stored.address, eventId, event) });
      const outcome = outcomeSchema.safeParse(await waitFor(() => desk.outcome(eventId))).data;
      if (!outcome) return answerWrite({ outcome: 'pending' });
      return answerWrite(outcome.outcome === 'refused' ? outcome : await describe(entry, outcome));
    } finally {
      stop();
    }
  };
}
