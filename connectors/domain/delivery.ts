export const deliveryStatuses = [
  'announced',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'delayed',
  'failed',
  'returned',
  'unknown',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** A parcel on its way, as a carrier or a payment system reports it. */
export interface Delivery {
  /** Name of the carrier as a person writes it: `La Poste`, `Chronopost`, `UPS`. */
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly status: DeliveryStatus;
  /** Expected or, once delivered, actual day `YYYY-MM-DD`, with the hours where the carrier names them (`HH:MM`). */
  readonly expected?: { readonly day: string; readonly from?: string; readonly to?: string };
  /** When its status was last told, ISO 8601 instant, where the system says it: of a delivered parcel, when it was delivered. */
  readonly updatedAt?: string;
  /** Page of the carrier on which the parcel can be followed, https. */
  readonly trackingUrl?: string;
  /** Newest first; `at` is an ISO 8601 instant. */
  readonly events: readonly { readonly at: string; readonly label: string }[];
}
