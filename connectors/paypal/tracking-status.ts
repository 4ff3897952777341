import type { DeliveryStatus } from '../domain/delivery.ts';
import { lookUp } from '../look-up.ts';

const statuses: Readonly<Record<string, DeliveryStatus>> = {
  SHIPMENT_CREATED: 'announced',
  LABEL_PRINTED: 'announced',
  DROPPED_OFF: 'picked_up',
  SHIPPED: 'in_transit',
  IN_TRANSIT: 'in_transit',
  IN_PROCESS: 'in_transit',
  DELIVERY_SCHEDULED: 'in_transit',
  DELIVERED: 'delivered',
  DELIVERY_DELAYED: 'delayed',
  ON_HOLD: 'delayed',
  DELIVERY_FAILED: 'failed',
  PICKUP_FAILED: 'failed',
  ERROR: 'failed',
  RETURNED: 'returned',
  INRETURN: 'returned',
};

/** `tracking_status` of PayPal's shipment tracking API; what says nothing of the parcel's place is `unknown`. */
export function deliveryStatusOf(trackingStatus: string): DeliveryStatus {
  return lookUp(statuses, trackingStatus) ?? 'unknown';
}
