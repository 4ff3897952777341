import { expect, test } from '@jest/globals';
import { describeBreakage, TurnError } from './turn-error.ts';

const breakOn = (words: string): TurnError => new TurnError('turn', { cause: new RangeError(`cannot read ${words}`) });

test.each(['solde', 'payé\n    at Chez Paul\n    at 12 (rue:1:2)', ''])('what broke is told without its message: %j', (words) => {
  const { error, reason, frames } = describeBreakage(breakOn(words));
  expect([error, reason]).toEqual(['RangeError', 'turn']);
  expect(frames[0]).toMatch(/^at breakOn \(/);
  expect(frames.join()).not.toContain('Paul');
});

test('a message that was changed afterwards cannot be told from the places, which are left out', () => {
  const cause = new Error('changed');
  cause.stack = 'Error: before\n    at Chez Paul\n    at pay (pay.ts:1:2)';
  expect(describeBreakage(new TurnError('turn', { cause })).frames).toEqual([]);
});
