import { expect, test } from '@jest/globals';
import type { ReadingContext, Understanding } from '../../engine/reading.ts';
import { understandLines } from './understand-lines.ts';

async function run(written: readonly string[]) {
  const contexts: ReadingContext[] = [];
  const understanding: Understanding = {
    read: async (_, context) => {
      contexts.push(context);
      return { language: 'fr', command: { type: 'unclear' }, entities: { merchant: 'Fnac' }, dialog: null, score: 0.12345, source: 'none' };
    },
  };
  const printed: string[] = [];
  const complaints: string[] = [];
  async function* lines() {
    yield* written;
  }
  const bad = await understandLines({
    lines: lines(),
    understanding,
    now: () => new Date('2026-03-18T11:00:00Z'),
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { contexts, printed, complaints, bad };
}

test('answers each line with what was understood', async () => {
  const { printed, bad } = await run(['{"text":"Fnac"}', '']);
  expect(bad).toBe(0);
  expect(printed.map((line) => JSON.parse(line))).toEqual([
    { text: 'Fnac', language: 'fr', dialog: null, score: 0.123, slots: { merchant: 'Fnac' }, source: 'none' },
  ]);
});

test('names bad lines by their number and goes on', async () => {
  const { printed, complaints, bad } = await run([
    'nonsense',
    '{"text":1}',
    '{"text":"x","now":"never"}',
    '{"text":"x","timeZone":"Mars"}',
    '{"text":"ok"}',
  ]);
  expect(bad).toBe(4);
  expect(printed).toHaveLength(1);
  expect(complaints.map((complaint) => complaint.split(':')[0])).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
});

test('hands the conversation’s context on, written out or by its short names', async () => {
  const { contexts } = await run([
    '{"text":"x","language":"en","lastDialog":"balance","now":"2025-01-02T03:04:05Z","timeZone":"America/New_York"}',
    '{"text":"x","expecting":"merchant","lastDialog":"receipt_lookup"}',
    '{"text":"x","expecting":{"kind":"choice","dialog":"receipt_lookup","count":3}}',
    '{"text":"x","expecting":"confirmation"}',
  ]);
  expect(contexts[0]).toEqual({
    language: 'en',
    lastDialog: 'balance',
    now: new Date('2025-01-02T03:04:05Z'),
    timeZone: 'America/New_York',
  });
  expect(contexts[1]?.expecting).toEqual({ kind: 'slot', dialog: 'receipt_lookup', slotKind: 'merchant' });
  expect(contexts[2]?.expecting).toEqual({ kind: 'choice', dialog: 'receipt_lookup', count: 3 });
  expect(contexts[3]?.expecting?.kind).toBe('confirmation');
});
