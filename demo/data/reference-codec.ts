import { type AccountSlot, accountSlots } from './customer.ts';
import { hashNumbers } from './random.ts';

/** What a reference of the demo bank leads back to. */
export interface ReferencePlace {
  readonly customerNumber: number;
  readonly slot: AccountSlot;
  /** Day and index of the entry; both 0 in the reference of an account. */
  readonly day: number;
  readonly index: number;
}

/** Who gives the reference out; a reference of one system means nothing to another. */
export type ReferenceSystem = 'account' | 'entry' | 'sumup' | 'paypal';

/** Turns places into opaque references and back, without storing any. */
export interface ReferenceCodec {
  /** 32 hexadecimal digits. */
  encode(system: ReferenceSystem, place: ReferencePlace): string;
  /** Undefined where the bank never gave out such a reference. */
  decode(system: ReferenceSystem, reference: string): ReferencePlace | undefined;
}

const saltOf: Readonly<Record<ReferenceSystem, number>> = { account: 11, entry: 12, sumup: 13, paypal: 14 };

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** The codec of one seed: 21 check digits, then the place masked by them. */
export function createReferenceCodec(seed: number): ReferenceCodec {
  const check = (salt: number, high: number, low: number): string =>
    hex(hashNumbers([seed, salt, high, low, 1]), 8) +
    hex(hashNumbers([seed, salt, high, low, 2]), 8) +
    hex(hashNumbers([seed, salt, high, low, 3]) & 0xfffff, 5);
  const masks = (salt: number, digits: string): readonly [number, number] => {
    const key = [seed, salt, Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8, 16), 16)];
    return [hashNumbers([...key, 4]) & 0xfffffff, hashNumbers([...key, 5]) & 0xffff];
  };
  return {
    encode: (system, { customerNumber, slot, day, index }) => {
      const high = (customerNumber << 8) | (accountSlots.indexOf(slot) << 6) | index;
      const digits = check(saltOf[system], high, day);
      const [highMask, lowMask] = masks(saltOf[system], digits);
      return digits + hex((high ^ highMask) & 0xfffffff, 7) + hex((day ^ lowMask) & 0xffff, 4);
    },
    decode: (system, reference) => {
      if (!/^[0-9a-f]{32}$/.test(reference)) return undefined;
      const digits = reference.slice(0, 21);
      const [highMask, lowMask] = masks(saltOf[system], digits);
      const high = Number.parseInt(reference.slice(21, 28), 16) ^ highMask;
      const day = Number.parseInt(reference.slice(28), 16) ^ lowMask;
      const slot = accountSlots[(high >> 6) & 3];
      if (!slot || check(saltOf[system], high, day) !== digits) return undefined;
      return { customerNumber: high >> 8, slot, day, index: high & 63 };
    },
  };
}
