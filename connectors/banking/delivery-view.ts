import { addDays } from '../../i18n/calendar-day.ts';
import type { ClockTime } from '../../i18n/clock-time.ts';
import { derive, deriveAll, deriveBoth, filterSealed, sortSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryQuery, DeliveryView } from '../ports/customer-banking.ts';
import type { CustomerDays } from './customer-days.ts';
import type { Entry, SealedEntry } from './entry.ts';
import { matchMerchant } from './match-merchant.ts';
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

function purchaseDay({ entry }: Parcel, days: CustomerDays): string {
  return days.dayOf(entry.transaction.bookedAt);
}

/** The day on which it is expected or was delivered, as far as anybody says. */
function arrivalDay({ delivery }: Parcel, days: CustomerDays): string | undefined {
  const { expected, status, updatedAt } = delivery;
  if (expected) return expected.day;
  return status === 'delivered' && updatedAt !== undefined ? days.dayOf(updatedAt) : undefined;
}

/** Soonest expected first, parcels without a day last. */
function compareExpected(days: CustomerDays): (first: Parcel, second: Parcel) => number {
  const late = '9999';
  return (first, second) => (arrivalDay(first, days) ?? late).localeCompare(arrivalDay(second, days) ?? late);
}

/** What came last comes first; of those without a day what was bought last. */
function compareDelivered(days: CustomerDays): (first: Parcel, second: Parcel) => number {
  const dayOf = (parcel: Parcel): string => arrivalDay(parcel, days) ?? purchaseDay(parcel, days);
  return (first, second) => dayOf(second).localeCompare(dayOf(first));
}

function isWithin(day: string | undefined, { from, to }: NonNullable<DeliveryQuery['arriving']>): boolean {
  return day !== undefined && (from === undefined || day >= from) && (to === undefined || day <= to);
}

function plainNumber(number: string): string {
  return number.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
}

/** Whether a parcel is what the question, its shop and its purchase apart, is about. */
function fits(parcel: Parcel, wanted: DeliveryQuery, days: CustomerDays): boolean {
  const { delivery } = parcel;
  const { delivered = false, arriving, carrier, number } = wanted;
  if ((delivery.status === 'delivered') !== delivered) return false;
  if (arriving && !isWithin(arrivalDay(parcel, days), arriving)) return false;
  if (carrier !== undefined && matchMerchant(carrier, delivery.carrier) === 'none') return false;
  return number === undefined || plainNumber(delivery.trackingNumber).endsWith(plainNumber(number));
}

function expectationOf(parcel: Parcel, days: CustomerDays): 'day' | 'window' | 'none' {
  const { expected, status } = parcel.delivery;
  if (arrivalDay(parcel, days) === undefined) return 'none';
  return status === 'delivered' || expected?.from === undefined || expected.to === undefined ? 'day' : 'window';
}

function whenOf(day: string | undefined, today: string): 'yesterday' | 'today' | 'tomorrow' | 'other' {
  if (day === today) return 'today';
  if (day === addDays(today, -1)) return 'yesterday';
  return day === addDays(today, 1) ? 'tomorrow' : 'other';
}

/** An hour of the window; none where there is no whole window. */
function hourOf(parcel: Parcel, days: CustomerDays, end: 'from' | 'to'): ClockTime | '' {
  const time = parcel.delivery.expected?.[end];
  return time === undefined || expectationOf(parcel, days) !== 'window' ? '' : { time };
}

/** One parcel as a sentence can show it. */
function toDeliveryView(parcel: SealedParcel, days: CustomerDays): Omit<DeliveryView, 'anyLate'> {
  const field = <Value>(compute: (parcel: Parcel) => Value): Sealed<'delivery', Value> => derive(parcel, compute);
  // Whether there is a page is visible, as the number of parcels is; the address is not.
  const hasPage = filterSealed([parcel], ({ delivery }) => delivery.trackingUrl !== undefined).length > 0;
  return {
    merchant: field(({ entry }) => payeeNameOf(entry.transaction).name),
    carrier: field(({ delivery }) => delivery.carrier),
    trackingNumber: field(({ delivery }) => delivery.trackingNumber),
    hasNumber: field(({ delivery }) => (delivery.trackingNumber === '' ? 'no' : 'yes')),
    status: field(({ delivery }) => delivery.status),
    expectation: field((opened) => expectationOf(opened, days)),
    expectedDay: field((opened) => ({ day: arrivalDay(opened, days) ?? days.today })),
    when: field((opened) => whenOf(arrivalDay(opened, days), days.today)),
    expectedFrom: field((opened) => hourOf(opened, days, 'from')),
    expectedTo: field((opened) => hourOf(opened, days, 'to')),
    purchasedOn: field((opened) => ({ day: purchaseDay(opened, days) })),
    amount: field(({ entry }) => absolute(entry.transaction.amount)),
    ...(hasPage ? { trackingUrl: field(({ delivery }) => delivery.trackingUrl ?? '') } : {}),
  };
}

/** The parcels that are asked for, in the order in which they matter. */
export function deliveryViews(parcels: readonly SealedParcel[], wanted: DeliveryQuery, days: CustomerDays): DeliveryView[] {
  const fitting = filterSealed(parcels, (parcel) => fits(parcel, wanted, days));
  const sorted = sortSealed(fitting, (wanted.delivered ? compareDelivered : compareExpected)(days));
  const anyLate = deriveAll('delivery', sorted, (list) => (list.some(({ delivery }) => delivery.status === 'delayed') ? 'yes' : 'no'));
  return sorted.map((parcel) => ({ ...toDeliveryView(parcel, days), anyLate }));
}
