import type { ClockTime } from '../../i18n/clock-time.ts';
import { derive, deriveBoth, filterSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryView } from '../ports/customer-banking.ts';
import type { CustomerDays } from './customer-days.ts';
import type { Entry, SealedEntry } from './entry.ts';
import { payeeNameOf } from './payee-name.ts';
import { absolute } from './transaction-view.ts';

/** A parcel and the purchase it belongs to. */
export interface Parcel {
  readonly delivery: Delivery;
  readonly entry: Entry;
}

export type SealedParcel = Sealed<'delivery', Parcel>;

/** Puts a parcel together with its purchase. What is bought is then told as delivery data, which it is part of. */
export function joinPurchase(delivery: Sealed<'delivery', Delivery>, entry: SealedEntry): SealedParcel {
  return deriveBoth({ as: 'delivery', first: delivery, second: entry, compute: (first, second) => ({ delivery: first, entry: second }) });
}

/** Soonest expected first, parcels without a day last. */
export function compareParcels(first: Parcel, second: Parcel): number {
  const late = '9999';
  return (first.delivery.expected?.day ?? late).localeCompare(second.delivery.expected?.day ?? late);
}

function expectationOf({ delivery }: Parcel): 'day' | 'window' | 'none' {
  if (!delivery.expected) return 'none';
  return delivery.expected.from === undefined || delivery.expected.to === undefined ? 'day' : 'window';
}

/** An hour of the window; none where there is no whole window. */
function hourOf(parcel: Parcel, end: 'from' | 'to'): ClockTime | '' {
  const time = parcel.delivery.expected?.[end];
  return time === undefined || expectationOf(parcel) !== 'window' ? '' : { time };
}

/** One parcel as a sentence can show it. */
export function toDeliveryView(parcel: SealedParcel, days: CustomerDays): DeliveryView {
  const field = <Value>(compute: (parcel: Parcel) => Value): Sealed<'delivery', Value> => derive(parcel, compute);
  // Whether there is a page is visible, as the number of parcels is; the address is not.
  const hasPage = filterSealed([parcel], ({ delivery }) => delivery.trackingUrl !== undefined).length > 0;
  return {
    merchant: field(({ entry }) => payeeNameOf(entry.transaction).name),
    carrier: field(({ delivery }) => delivery.carrier),
    trackingNumber: field(({ delivery }) => delivery.trackingNumber),
    status: field(({ delivery }) => delivery.status),
    expectation: field(expectationOf),
    expectedDay: field(({ delivery }) => ({ day: delivery.expected?.day ?? days.today })),
    expectedFrom: field((opened) => hourOf(opened, 'from')),
    expectedTo: field((opened) => hourOf(opened, 'to')),
    purchasedOn: field(({ entry }) => ({ day: days.dayOf(entry.transaction.bookedAt) })),
    amount: field(({ entry }) => absolute(entry.transaction.amount)),
    ...(hasPage ? { trackingUrl: field(({ delivery }) => delivery.trackingUrl ?? '') } : {}),
  };
}
