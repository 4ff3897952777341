import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Urgency } from '../desk/api/terms.ts';
import { type Colleague, estimateWait, inOrder, nextFor, type Waiting } from './queue.ts';

const start = Date.parse('2026-11-30T09:00:00Z');
const minute = 60_000;

function waiting(id: string, urgency: Urgency, sinceMin: number): Waiting {
  const since = new Date(start + sinceMin * minute).toISOString();
  return { id, urgency, skill: 'general', language: 'fr', waitingSince: since, openedAt: since };
}

const agent: Colleague = { id: 'a', available: true, capacity: 2, open: 0, skills: [], languages: ['fr', 'en'] };
const ids = (list: readonly Waiting[]): readonly string[] => list.map(({ id }) => id);

test('urgency comes first, then waiting time', () => {
  const list: readonly Waiting[] = [
    waiting('n', 'normal', 0),
    waiting('h', 'high', 10),
    waiting('u', 'urgent', 20),
    waiting('n2', 'normal', 1),
  ];
  expect(ids(inOrder(list))).toEqual(['u', 'h', 'n', 'n2']);
});

test('nobody waits for ever: whoever waits comes first at last, however many urgent ones follow', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('urgent', 'high', 'normal'), { minLength: 1, maxLength: 40 }), (urgencies) => {
      // One more comes every ten minutes, and one is answered every ten minutes.
      let line = [waiting('first', 'normal', 0)];
      let answered: string | undefined;
      for (let round = 0; round < 40 && answered !== 'first'; round += 1) {
        line = [...line, waiting(`r${round}`, urgencies[round % urgencies.length] ?? 'urgent', round * 10)];
        const [next] = inOrder(line);
        answered = next?.id;
        line = line.filter(({ id }) => id !== answered);
      }
      expect(answered).toBe('first');
    }),
  );
});

test('somebody is offered what suits them, and nothing when they are full or away', () => {
  const list: readonly Waiting[] = [
    { ...waiting('fraud', 'urgent', 0), skill: 'fraud' },
    { ...waiting('english', 'high', 1), language: 'en' },
    waiting('plain', 'normal', 2),
  ];
  expect(nextFor(agent, list)?.id).toBe('fraud');
  expect(nextFor({ ...agent, skills: ['debt'] }, list)?.id).toBe('english');
  expect(nextFor({ ...agent, skills: ['debt'], languages: ['fr'] }, list)?.id).toBe('plain');
  expect(nextFor({ ...agent, open: 2 }, list)).toBeUndefined();
  expect(nextFor({ ...agent, available: false }, list)).toBeUndefined();
});

test('an estimate is a range in steps of five minutes, and nothing where it would be a guess', () => {
  expect(estimateWait(1, { agents: 2, handlingMs: 6 * minute })).toEqual({ from: 1, to: 5 });
  expect(estimateWait(5, { agents: 2, handlingMs: 6 * minute })).toEqual({ from: 5, to: 20 });
  expect(estimateWait(1, { agents: 0, handlingMs: 6 * minute })).toBeUndefined();
  expect(estimateWait(40, { agents: 1, handlingMs: 6 * minute })).toBeUndefined();
});
