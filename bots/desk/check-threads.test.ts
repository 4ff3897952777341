import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createBoard } from '../../desk/board.ts';
import { storeConversation } from '../../desk/store-conversation.ts';
import { newHold } from '../../handoff/hold.ts';
import { newCase } from '../../handoff/new-case.ts';
import { createOpeningClock, readWeek } from '../../handoff/opening-hours.ts';
import type { DeskSummary } from '../../store/desk-port.ts';
import type { InboxEntry, Json, VersionedRecord } from '../../store/port.ts';
import { createThreadCheck } from './check-threads.ts';
import { plainJson } from './plain-json.ts';
import { createDeskTender } from './tend-desk.ts';

const start = Date.parse('2026-11-30T10:00:00Z');
const address = {
  door: 'messenger',
  channelId: 'facebook',
  from: { id: '42' },
  recipient: { id: '1' },
  conversation: { id: '1-42' },
} as const;

const unused = {
  soon: () => undefined,
  listen: () => () => undefined,
  onAttendance: () => () => undefined,
  watch: () => () => undefined,
  start: () => undefined,
  stop: async () => undefined,
};

/** A desk with one conversation of each kind of owner, all of the same moment. */
function world() {
  const clock = { at: start };
  const accepted: InboxEntry[] = [];
  const records = new Map<string, VersionedRecord>();
  const board = createBoard();
  const summaries: DeskSummary[] = [];
  const agent = { id: 'a', name: 'Alix' };
  for (const [id, owner] of Object.entries({
    agent: { kind: 'agent', agent, token: 2 },
    queue: { kind: 'queue', token: 1 },
    inbox: { kind: 'page_inbox', token: 3 },
  } as const)) {
    const hold = { ...newHold, owner, version: 1, lastInboundAt: new Date(start).toISOString() };
    const open = newCase({ reason: 'wish', now: new Date(start), recent: [] });
    const stored = storeConversation({ ...hold, case: open }, { language: 'fr', channel: 'messenger', address });
    summaries.push({ conversation: id, version: 1, summary: stored ? plainJson(stored) : null });
  }
  board.load(summaries, 1);
  const deps = {
    follower: { board },
    worker: { accept: async (entry: InboxEntry) => (accepted.push(entry), 'accepted' as const) },
    records: {
      get: async (key: string) => records.get(key),
      put: async (key: string, value: Json) => (records.set(key, { value, version: 1 }), true),
    },
    now: () => new Date(clock.at),
  };
  return { clock, accepted, deps };
}

const eventOf = ({ event }: InboxEntry): unknown => z.object({ desk: z.unknown() }).parse(event).desk;

test('who holds the threads is asked when nobody was there for a while, and not after a mere restart', async () => {
  const { clock, accepted, deps } = world();
  await createThreadCheck(deps)();
  expect(accepted.map((entry) => [entry.conversation, eventOf(entry)])).toEqual(
    ['agent', 'queue', 'inbox'].map((id) => [id, { kind: 'thread_doubt' }]),
  );
  clock.at += 60_000;
  await createThreadCheck(deps)();
  expect(accepted).toHaveLength(3);
  clock.at += 180_000;
  await Promise.all([createThreadCheck(deps)(), createThreadCheck(deps)()]);
  // Both of two processes ask, under the same ids: the inbox takes each once.
  expect(new Set(accepted.slice(3).map(({ eventId }) => eventId)).size).toBe(3);
  expect(accepted.some(({ eventId }, index) => index < 3 && eventId === accepted[3]?.eventId)).toBe(false);
});

test('Meta is asked to keep what the desk holds in the last hour before it lapses, once, and only where we lead', async () => {
  const { clock, accepted, deps } = world();
  const hours = createOpeningClock({ week: readWeek('Mon-Sun 00:00-24:00'), holidays: [], closedOn: [], timeZone: 'Europe/Paris' });
  const follower = { ...deps.follower, isFresh: () => true, ...unused };
  const tenderFor = (leads: boolean) =>
    createDeskTender({ ...deps, follower, clock: hours, leads, absentMs: Number.POSITIVE_INFINITY, log: { warn: () => undefined } });
  const kept = (): unknown[] => accepted.map(eventOf).filter((event) => JSON.stringify(event).includes('keep_thread'));
  const tender = tenderFor(true);
  clock.at += 22.9 * 3_600_000;
  await tender.tend();
  expect(kept()).toEqual([]);
  clock.at += 0.2 * 3_600_000;
  await tenderFor(false).tend();
  expect(kept()).toEqual([]);
  await tender.tend();
  await tender.tend();
  expect(kept()).toEqual([
    { kind: 'keep_thread', token: 2 },
    { kind: 'keep_thread', token: 1 },
  ]);
  clock.at += 3_600_000;
  await tenderFor(true).tend();
  expect(kept()).toHaveLength(2);
});
