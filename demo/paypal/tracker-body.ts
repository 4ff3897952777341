import { isoDay } from '../data/epoch-day.ts';
import type { ParcelStage } from '../data/parcel.ts';
import { hashNumbers } from '../data/random.ts';
import type { FoundParcel } from '../find-order.ts';

/** PayPal has no status for the last mile; a scheduled delivery is what it says then. */
const statusOf: Readonly<Record<ParcelStage, string>> = {
  announced: 'SHIPMENT_CREATED',
  picked_up: 'DROPPED_OFF',
  in_transit: 'IN_TRANSIT',
  delayed: 'DELIVERY_DELAYED',
  out_for_delivery: 'DELIVERY_SCHEDULED',
  delivered: 'DELIVERED',
};

const accountLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function accountIdOf(customerNumber: number): string {
  const letter = (position: number): string => accountLetters[hashNumbers([customerNumber, position]) % 32] ?? '2';
  return Array.from({ length: 13 }, (_, position) => letter(position)).join('');
}

/** PayPal's `tracker`. */
export function trackerBody(transactionId: string, { customer, order, parcel }: FoundParcel, baseUrl: string) {
  const href = `${baseUrl}/v1/shipping/trackers/${transactionId}-${parcel.trackingNumber}`;
  const updatedMs = parcel.steps.at(-1)?.atMs ?? order.atMs;
  return {
    transaction_id: transactionId,
    tracking_number: parcel.trackingNumber,
    tracking_number_type: 'CARRIER_PROVIDED',
    status: statusOf[parcel.stage],
    ...(parcel.stage === 'announced' ? {} : { shipment_date: isoDay(order.day + 1) }),
    carrier: parcel.carrier,
    quantity: 1,
    tracking_number_validated: true,
    last_updated_time: new Date(updatedMs).toISOString(),
    shipment_direction: 'FORWARD',
    shipment_uploader: 'MERCHANT',
    account_id: accountIdOf(customer.number),
    tracking_url: parcel.trackingUrl,
    links: [{ href, rel: 'self', method: 'GET' }],
  };
}
