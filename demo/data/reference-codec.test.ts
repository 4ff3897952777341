import { describe, expect, test } from '@jest/globals';
import { accountSlots } from './customer.ts';
import { decodeParcelNumber, encodeParcelNumber } from './parcel-number.ts';
import { createRandom } from './random.ts';
import { createReferenceCodec } from './reference-codec.ts';

const random = createRandom([8]);
const places = Array.from({ length: 500 }, () => ({
  customerNumber: random.int(0, 1_000_004),
  slot: random.pick(accountSlots),
  day: random.int(18_900, 22_000),
  index: random.int(0, 63),
}));

describe('references', () => {
  test('lead back to where they came from', () => {
    const codec = createReferenceCodec(7);
    for (const place of places) expect(codec.decode('sumup', codec.encode('sumup', place))).toEqual(place);
  });

  test('mean nothing to another system, to another bank, or when one digit is changed', () => {
    const codec = createReferenceCodec(7);
    for (const place of places.slice(0, 100)) {
      const reference = codec.encode('entry', place);
      expect(codec.decode('paypal', reference)).toBeUndefined();
      expect(createReferenceCodec(8).decode('entry', reference)).toBeUndefined();
      const at = random.int(0, 31);
      const changed = reference.slice(0, at) + (reference[at] === '0' ? '1' : '0') + reference.slice(at + 1);
      expect(codec.decode('entry', changed)).toBeUndefined();
    }
  });

  test('do not show the customer: two of the same account share no visible part', () => {
    const codec = createReferenceCodec(7);
    const place = { customerNumber: 42, slot: 'current', day: 20_000, index: 1 } as const;
    const [first, second] = [codec.encode('entry', place), codec.encode('entry', { ...place, index: 2 })];
    expect(first.slice(21, 26)).not.toBe(second.slice(21, 26));
  });
});

describe('parcel numbers', () => {
  test('look like Colissimo numbers and lead back to customer and day', () => {
    for (const { customerNumber, day } of places) {
      const number = encodeParcelNumber(12_345, { customerNumber, day });
      expect(number).toMatch(/^6A\d{11}$/);
      expect(decodeParcelNumber(12_345, number)).toEqual({ customerNumber, day });
    }
  });

  test('of other forms are nobody’s', () => {
    for (const number of ['', '6A', '6A1234567890', '8R12345678901', '6A1234567890X'])
      expect(decodeParcelNumber(1, number)).toBeUndefined();
  });
});
