import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../store/port.ts';
import { ledgerEntrySchema } from '../ledger/ledger-entry.ts';
import { createEgressRecorder, type EgressRecorder, type EgressRecorderDeps } from './egress-recorder.ts';

const at = '2026-11-30T10:00:00.000Z';

interface World {
  readonly recorder: EgressRecorder;
  /** What the ledger got, add by add. */
  readonly added: (readonly Json[])[];
  readonly ledger: { add(entries: readonly Json[]): Promise<void>; away: boolean };
  missing(): number;
}

function world(change: Partial<EgressRecorderDeps> = {}): World {
  const added: (readonly Json[])[] = [];
  let missing = 0;
  const ledger = {
    away: false,
    async add(entries: readonly Json[]): Promise<void> {
      if (ledger.away) throw new Error('the store is away');
      added.push(entries);
    },
  };
  const recorder = createEgressRecorder({ process: 'p1', now: () => new Date(at), onMissing: () => void (missing += 1), ...change });
  return { recorder, added, ledger, missing: () => missing };
}

function connect(recorder: EgressRecorder, times = 1): void {
  for (let count = 0; count < times; count += 1) recorder.tell({ kind: 'connected', at, sink: 'store', host: 'redis', port: 6_379 });
}

const numbers = (added: World['added']): unknown[] =>
  added
    .flat()
    .map((entry) => ledgerEntrySchema.parse(entry))
    .map((entry) => ('number' in entry ? entry.number : 0));

describe('what has left', () => {
  test('waits until there is a ledger, and keeps its order and its numbers', async () => {
    const { recorder, added, ledger } = world();
    connect(recorder, 2);
    expect(await recorder.flush()).toBe(false);
    recorder.keepIn(ledger);
    connect(recorder);
    expect(await recorder.flush()).toBe(true);
    expect(added.flat()).toMatchObject([1, 2, 3].map((number) => ({ kind: 'connected', process: 'p1', number })));
  });

  test('is brought together after a moment, and at once where a hundred wait', async () => {
    const { recorder, added, ledger } = world({ everyMs: 30 });
    recorder.keepIn(ledger);
    connect(recorder, 3);
    expect(added).toEqual([]);
    await pause(60);
    expect(added.map(({ length }) => length)).toEqual([3]);
    connect(recorder, 100);
    await pause(0);
    expect(added.map(({ length }) => length)).toEqual([3, 100]);
  });

  test('waits while the store is away, and none of it is lost', async () => {
    const { recorder, added, ledger, missing } = world({ everyMs: 10 });
    recorder.keepIn(ledger);
    ledger.away = true;
    connect(recorder, 1_200);
    expect(await recorder.flush()).toBe(false);
    ledger.away = false;
    await pause(50);
    expect(numbers(added)).toEqual(Array.from({ length: 1_200 }, (_unused, index) => index + 1));
    expect(missing()).toBe(0);
  });

  test('that finds no room is counted, and stands in the ledger as a gap with its numbers', async () => {
    const { recorder, added, ledger, missing } = world({ most: 3, everyMs: 1_000 });
    recorder.keepIn(ledger);
    ledger.away = true;
    connect(recorder, 5);
    ledger.away = false;
    await recorder.flush();
    connect(recorder);
    await recorder.flush();
    expect(missing()).toBe(2);
    expect(numbers(added)).toEqual([1, 2, 3, 5, 6]);
    expect(added.flat()[3]).toEqual({ kind: 'gap', at, missing: 2, process: 'p1', number: 5 });
  });
});
