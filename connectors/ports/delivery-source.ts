import type { Sealed } from '../../secrecy/sealed.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryRef } from '../domain/transaction.ts';

/** Where parcels can be followed. Throws ConnectorError. */
export interface DeliverySource {
  /** All parcels behind one reference; none where the system knows nothing of it. */
  findDeliveries(reference: DeliveryRef): Promise<readonly Sealed<'delivery', Delivery>[]>;
}
