import { describe, expect, test } from '@jest/globals';
import { type Figure, measureTyped } from './typed-report.ts';

const figures = measureTyped();

/** Fails with the texts that were judged wrongly, which is what whoever reads the failure needs. */
function atMost({ of, count, wrong }: Figure, share: number): void {
  if (wrong.length > count * share) throw new Error(`${of}: ${wrong.length} of ${count}\n${wrong.slice(0, 40).join('\n')}`);
}

describe('what is found', () => {
  test('card numbers: 99 % of every scheme and length of card-validator, in any digits, with any signs between', () => {
    expect(figures.cards.count).toBeGreaterThanOrEqual(3_000);
    atMost(figures.cards, 0.01);
  });

  test('card numbers cut anywhere in two messages: of 98 % at most seven digits stay', () => {
    expect(figures.halves.count).toBeGreaterThanOrEqual(1_000);
    atMost(figures.halves, 0.02);
  });

  test('IBANs: 99.5 % of every country of ibantools', () => {
    expect(figures.ibans.count).toBeGreaterThanOrEqual(2_000);
    atMost(figures.ibans, 0.005);
  });

  test('codes, PINs and passwords: 98 % of two hundred phrasings that were written first', () => {
    expect(figures.first.count).toBeGreaterThanOrEqual(200);
    atMost(figures.first, 0.02);
  });

  test('and of those that were written later, to find what was missed', () => atMost(figures.later, 0.02));

  test('and of those that were put together by chance', () => {
    expect(figures.made.count).toBeGreaterThanOrEqual(400);
    atMost(figures.made, 0.02);
  });
});

describe('what is left alone', () => {
  test('999 in 1 000 sentences with amounts, days, telephones, orders and parcels', () => {
    expect(figures.ordinary.count).toBeGreaterThanOrEqual(2_000);
    atMost(figures.ordinary, 0.001);
  });

  test('999 in 1 000 sentences of the dialogs and of the evaluation', () => atMost(figures.known, 0.001));

  test('whatever only speaks of codes and passwords', () => atMost(figures.asking, 0.001));
});
