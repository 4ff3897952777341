import { expect, test } from '@jest/globals';
import { defaultPrices, measureSecondOpinion } from './second-opinion-report.ts';

test('a model that is right nine times in ten makes the hard part better, is asked about less than 8 % of sentences, and costs cents', async () => {
  const figures = await measureSecondOpinion({ rightness: 0.9, prices: defaultPrices() });
  expect(figures.hardRightAfter).toBeGreaterThan(figures.hardRightBefore);
  expect(figures.rightAfter).toBeGreaterThan(figures.rightBefore);
  expect(figures.asked).toBeLessThan(8);
  expect(figures.costOf1000Conversations).toBeLessThan(1);
});
