import { expect, test } from '@jest/globals';
import { joinMerchants, merchantsIn } from '../../engine/slots/merchant-list.ts';
import { singleMeanings } from '../../engine/slots/single-meanings.ts';
import { merchantSchema } from '../../engine/slots/slot-kinds.ts';

test('several names fit one value, and come back out of it', () => {
  expect(merchantsIn(joinMerchants(['Carrefour', 'Fnac']))).toEqual(['Carrefour', 'Fnac']);
  expect(merchantsIn('Fnac')).toEqual(['Fnac']);
  expect(merchantsIn(undefined)).toEqual([]);
  expect(merchantsIn(joinMerchants(['Dupont, Fils', 'Fnac']))).toEqual(['Dupont Fils', 'Fnac']);
});

test('names that do not fit any more are left out', () => {
  const joined = joinMerchants(Array.from({ length: 9 }, (_, index) => `Boulangerie ${index}`));
  expect(merchantSchema.safeParse(joined).success).toBe(true);
  expect(merchantsIn(joined).length).toBeGreaterThan(3);
});

test('a question is put once for each shop, and for each way of reading its date', () => {
  const period = { from: '2026-03-10', to: '2026-03-10' };
  const or = { from: '2025-10-03', to: '2025-10-03' };
  expect(singleMeanings({ merchant: 'Fnac' })).toEqual([{ merchant: 'Fnac' }]);
  expect(singleMeanings({ merchant: 'Carrefour, Fnac', period })).toEqual([
    { merchant: 'Carrefour', period },
    { merchant: 'Fnac', period },
  ]);
  expect(singleMeanings({ period: { ...period, or } })).toEqual([{ period }, { period: or }]);
});
