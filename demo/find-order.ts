import type { Customer } from './data/customer.ts';
import type { Entry } from './data/entry.ts';
import { instantOf } from './data/epoch-day.ts';
import type { History } from './data/history.ts';
import { type Parcel, parcelAt } from './data/parcel.ts';

/** The parcel of an order at an instant, with the order itself. */
export interface FoundParcel {
  readonly customer: Customer;
  readonly order: Entry;
  readonly parcel: Parcel;
}

/** The customer's order of a day, made by now, and its parcel. */
export function findOrder(
  history: History,
  place: { readonly customerNumber: number; readonly day: number },
  nowMs: number,
): FoundParcel | undefined {
  const customer = history.customerByNumber(place.customerNumber);
  if (!customer) return undefined;
  const fromMs = instantOf(place.day, 0, customer.utcOffsetHours);
  const span = { fromMs, toMs: Math.min(nowMs, fromMs + 86_399_999) };
  const order = history.entries(customer, 'current', span).find((entry) => entry.kind === 'order');
  if (!order) return undefined;
  const { carriers } = history.book(customer);
  return { customer, order, parcel: parcelAt({ seed: history.seed, customer, order, carriers, nowMs }) };
}
