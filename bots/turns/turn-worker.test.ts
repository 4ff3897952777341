import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { envelopeUnder } from '../../store/envelope.ts';
import { type Claim, type ConversationStore, defaultStoreTimes, type Store } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { until } from '../../test/support/until.ts';
import { createTurnWorker, type TurnWorker } from './turn-worker.ts';

const leaseMs = 300;
let dataDir: string;
let store: Store;
const workers: TurnWorker[] = [];
const done: string[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'guichet-worker-'));
  store = createSqliteStore({
    file: join(dataDir, 'guichet.db'),
    envelopeFor: envelopeUnder([Buffer.alloc(32, 7)]),
    times: { ...defaultStoreTimes, leaseMs },
  });
  done.length = 0;
});

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.drain();
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

const silent = { warn: () => undefined, error: () => undefined };

function workerThat(perform: (claim: Claim) => Promise<'done' | 'stale' | 'halted'>): TurnWorker {
  const worker = createTurnWorker({ conversations: store.conversations, perform, leaseMs, sweepMs: 50, log: silent });
  worker.start();
  workers.push(worker);
  return worker;
}

async function handle(claim: Claim): Promise<'done' | 'stale'> {
  const committed = await store.conversations.commit(claim, { state: {}, replies: [] });
  if (committed === 'stale') return 'stale';
  done.push(claim.eventId);
  return 'done';
}

const entry = (conversation: string, eventId: string) => ({ conversation, eventId, event: { text: eventId } });

describe('the turn worker', () => {
  test('handles the events of a conversation one at a time, in their order', async () => {
    let atWork = 0;
    let most = 0;
    const worker = workerThat(async (claim) => {
      most = Math.max(most, ++atWork);
      const result = await handle(claim);
      atWork -= 1;
      return result;
    });
    const ids = Array.from({ length: 30 }, (_unused, index) => `e${index}`);
    for (const id of ids) await worker.accept(entry('c', id));
    await until(async () => done.length === ids.length || undefined);
    expect(done).toEqual(ids);
    expect(most).toBe(1);
  });

  test('lets nobody wait for another conversation', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const worker = workerThat(async (claim) => {
      if (claim.conversation === 'slow') await gate;
      return handle(claim);
    });
    await worker.accept(entry('slow', 's'));
    await worker.accept(entry('quick', 'q'));
    await until(async () => done.includes('q') || undefined);
    expect(done).toEqual(['q']);
    open();
  });

  test('tries an event again whose turn failed', async () => {
    let tries = 0;
    const worker = workerThat(async (claim) => {
      tries += 1;
      if (tries === 1) throw new Error('the store was away');
      return handle(claim);
    });
    await worker.accept(entry('c', 'e'));
    await until(async () => done.length === 1 || undefined);
    expect(tries).toBe(2);
  });

  test('frees the conversation at once when a later turn in a row failed', async () => {
    await store.close();
    const times = { ...defaultStoreTimes, leaseMs: 3_600_000 };
    store = createSqliteStore({ file: join(dataDir, 'guichet.db'), envelopeFor: envelopeUnder([Buffer.alloc(32, 7)]), times });
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    let tries = 0;
    const worker = workerThat(async (claim) => {
      await gate;
      if (claim.eventId === 'second' && ++tries === 1) throw new Error('the store was away');
      return handle(claim);
    });
    await worker.accept(entry('c', 'first'));
    await worker.accept(entry('c', 'second'));
    open();
    await until(async () => done.length === 2 || undefined);
    expect([done, tries]).toEqual([['first', 'second'], 2]);
  });

  test('says that it has seen an event before', async () => {
    const worker = workerThat(handle);
    expect(await worker.accept(entry('c', 'same'))).toBe('accepted');
    expect(await worker.accept(entry('c', 'same'))).toBe('duplicate');
  });

  test('takes over what a dead worker left behind', async () => {
    await store.conversations.takeIn(entry('c', 'left'));
    workerThat(handle);
    await until(async () => done.length === 1 || undefined);
    expect(done).toEqual(['left']);
  });

  test('finishes the turn under way when it is told to stop, and leaves the rest in the journal', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const worker = workerThat(async (claim) => {
      await gate;
      return handle(claim);
    });
    await worker.accept(entry('c', 'first'));
    await worker.accept(entry('c', 'second'));
    const drained = worker.drain();
    open();
    await drained;
    expect(done).toEqual(['first']);
    workerThat(handle);
    await until(async () => done.length === 2 || undefined);
    expect(done).toEqual(['first', 'second']);
  });

  test('keeps its conversation as long as a turn takes', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const slow = workerThat(async (claim) => {
      await gate;
      return handle(claim);
    });
    const other: string[] = [];
    workerThat(async (claim) => {
      other.push(claim.eventId);
      return handle(claim);
    });
    await slow.accept(entry('c', 'long'));
    const begun = Date.now();
    await until(async () => Date.now() - begun > 3 * leaseMs || undefined);
    expect(other).toEqual([]);
    open();
    await until(async () => done.length === 1 || undefined);
    expect(done).toEqual(['long']);
  });

  test('waits no longer than it may when it is told to stop', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const worker = workerThat(async (claim) => {
      await gate;
      return handle(claim);
    });
    await worker.accept(entry('c', 'slow'));
    expect(await worker.drain(20)).toBe('left');
    open();
    expect(await worker.drain(60_000)).toBe('drained');
  });

  test('refuses an event whose conversation has too many waiting', async () => {
    const conversations: ConversationStore = { ...store.conversations, takeIn: async () => ({ outcome: 'full' }) };
    const worker = createTurnWorker({ conversations, perform: handle, leaseMs, sweepMs: 50, log: silent });
    await expect(worker.accept(entry('c', 'e'))).rejects.toMatchObject({ code: 'overloaded', reason: 'inbox' });
  });

  test('does not let such a one keep the others waiting for longer than a lease', async () => {
    const waiting = ['slow', 'quick'];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const conversations: ConversationStore = {
      ...store.conversations,
      begin: async () => 'ok',
      finish: async () => undefined,
      async claimOrphan() {
        const conversation = waiting.shift();
        if (conversation === undefined) return undefined;
        return { conversation, fence: 1, eventId: conversation, event: {}, state: undefined, unsent: [], attempt: 3 };
      },
    };
    const perform = async ({ eventId }: Claim): Promise<'done'> => {
      if (eventId === 'slow') await gate;
      done.push(eventId);
      return 'done';
    };
    const worker = createTurnWorker({ conversations, perform, leaseMs, sweepMs: 10, log: silent });
    worker.start();
    workers.push(worker);
    await until(async () => done.length === 1 || undefined);
    open();
    await until(async () => done.length === 2 || undefined);
    expect(done).toEqual(['quick', 'slow']);
  });

  test('leaves to the sweep what may have killed its workers, where a new event finds it', async () => {
    const left: string[] = [];
    const head = { conversation: 'c', fence: 1, eventId: 'old', event: {}, state: undefined, unsent: [], attempt: 3 };
    const conversations: ConversationStore = {
      ...store.conversations,
      takeIn: async () => ({ outcome: 'claimed', claim: head }),
      release: async ({ eventId }, how) => void left.push(`${eventId} ${how}`),
    };
    const worker = createTurnWorker({ conversations, perform: handle, leaseMs, sweepMs: 3_600_000, log: silent });
    expect(await worker.accept(entry('c', 'new'))).toBe('accepted');
    await worker.drain();
    expect([left, done]).toEqual([['old untouched'], []]);
  });

  test('takes over one at a time what may have killed its workers', async () => {
    const waiting = ['first', 'second', 'third'];
    const conversations: ConversationStore = {
      ...store.conversations,
      begin: async () => 'ok',
      finish: async () => undefined,
      async claimOrphan() {
        const conversation = waiting.shift();
        if (conversation === undefined) return undefined;
        return { conversation, fence: 1, eventId: conversation, event: {}, state: undefined, unsent: [], attempt: 3 };
      },
    };
    let atWork = 0;
    let most = 0;
    const perform = async ({ eventId }: Claim): Promise<'done'> => {
      most = Math.max(most, ++atWork);
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= 1;
      done.push(eventId);
      return 'done';
    };
    const worker = createTurnWorker({ conversations, perform, leaseMs, sweepMs: 10, log: silent });
    worker.start();
    workers.push(worker);
    await until(async () => done.length === 3 || undefined);
    expect([done, most]).toEqual([['first', 'second', 'third'], 1]);
  });
});
