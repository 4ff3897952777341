import type { Customer } from './data/customer.ts';
import type { Entry } from './data/entry.ts';
import type { Merchant } from './data/merchant.ts';
import { hashText } from './data/random.ts';
import type { ReferenceCodec, ReferencePlace } from './data/reference-codec.ts';

/** The code under which a shop's receipts are kept at SumUp. */
export function merchantCode(merchant: Merchant): string {
  return `M${hashText(`${merchant.name} ${merchant.country}`).toString(36).toUpperCase().padStart(7, '0')}`;
}

function placeOf(customer: Customer, { slot, day, index }: Entry): ReferencePlace {
  return { customerNumber: customer.number, slot, day, index };
}

/** SumUp's id of a purchase: a UUID. */
export function sumUpId(codec: ReferenceCodec, customer: Customer, entry: Entry): string {
  return codec.encode('sumup', placeOf(customer, entry)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** PayPal's id of an order: letters and digits only. */
export function payPalId(codec: ReferenceCodec, customer: Customer, entry: Entry): string {
  return codec.encode('paypal', placeOf(customer, entry)).toUpperCase();
}

/** The bank's own id of an entry. */
export function entryId(codec: ReferenceCodec, customer: Customer, entry: Entry): string {
  return codec.encode('entry', placeOf(customer, entry));
}
