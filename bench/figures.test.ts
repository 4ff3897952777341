import { expect, test } from '@jest/globals';
import { printFigures } from './figures.ts';

test('a figure stands with its unit, and with its target where it has one', () => {
  const [missed = '', met = '', plain = ''] = printFigures({
    'turn.ratioToBare': 0.4,
    'ack.p99Ms': 9.5,
    'turn.perSecond': 2_194.4,
  }).split('\n');
  expect(missed).toMatch(/turn\.ratioToBare +0\.40 of floor +≥ 0\.50 MISSED/);
  expect(met).toMatch(/ack\.p99Ms +9\.50 ms +≤ 50\.00 met/);
  expect(plain).toMatch(/turn\.perSecond +2 194 turns\/s/);
  expect(plain).not.toMatch(/met|MISSED/);
});

test('figures of one kind share their meaning', () => {
  const [mix = '', growth = ''] = printFigures({ 'mix.receipt.p50Ms': 12, 'growth.redisBytes1e6': 1_600_000_000 }).split('\n');
  expect(mix).toMatch(/receipt: message posted/);
  expect(growth).toMatch(/1 600 000 000 bytes +≤ 1 500 000 000 MISSED/);
});

test('a target that is reached exactly is met', () => {
  expect(printFigures({ 'turn.redisRoundTrips': 3 })).toMatch(/≤ 3\.00 met/);
});

test('a figure that nobody can explain is refused', () => {
  expect(() => printFigures({ 'turn.something': 1 })).toThrow('turn.something');
});
