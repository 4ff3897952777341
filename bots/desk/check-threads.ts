import { hash } from 'node:crypto';
import { z } from 'zod';
import type { BoardEntry } from '../../desk/board.ts';
import type { RecordStore } from '../../store/port.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import { deskInbound } from './desk-inbound.ts';
import type { FeedFollower } from './follow-feed.ts';

export interface ThreadCheckDeps {
  readonly records: Pick<RecordStore, 'get' | 'put'>;
  readonly follower: Pick<FeedFollower, 'board'>;
  readonly worker: Pick<TurnWorker, 'accept'>;
  readonly now: () => Date;
}

const key = 'routing/alive';
const noteEveryMs = 30_000;
/** What Meta tells within less than this is delivered again, and missed by nobody. */
const outageMs = 120_000;

const isKept = ({ stored }: BoardEntry): boolean =>
  stored.channel === 'messenger' && (stored.status !== 'returned' || stored.owner.kind !== 'bot');

/**
 * After nobody was there for a while, Meta may have told of changes that no one has heard: who holds the thread is asked for each
 * conversation that people have to see to. Every process notes now and then that it is there; several that come back at the same
 * moment give the questions the same ids, and each is put once.
 */
export function createThreadCheck({ records, follower, worker, now }: ThreadCheckDeps): () => Promise<void> {
  let notedMs = Number.NEGATIVE_INFINITY;

  async function askAll(since: string): Promise<void> {
    for (const { id, stored } of follower.board.entries()) {
      if (!isKept({ id, stored, version: 0 })) continue;
      const eventId = `desk-${hash('sha256', `doubt|${id}|${since}`)}`;
      await worker.accept({ conversation: id, eventId, event: deskInbound(stored.address, eventId, { kind: 'thread_doubt' }) });
    }
  }

  return async () => {
    const at = now();
    if (at.getTime() - notedMs < noteEveryMs) return;
    const last = z.iso.datetime().safeParse((await records.get(key))?.value).data;
    if (last === undefined || at.getTime() - Date.parse(last) > outageMs) await askAll(last ?? 'never');
    // Noted afterwards: whoever dies while asking leaves the asking to the next.
    await records.put(key, at.toISOString());
    notedMs = at.getTime();
  };
}
