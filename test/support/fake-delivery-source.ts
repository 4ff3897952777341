import { ConnectorError, type ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { Delivery } from '../../connectors/domain/delivery.ts';
import type { DeliverySource } from '../../connectors/ports/delivery-source.ts';
import { seal } from '../../secrecy/sealed.ts';

/** Carriers in memory: parcels, or the code with which asking fails, by PayPal transaction id or La Poste number. */
export function createFakeDeliverySource(
  parcels: Readonly<Record<string, readonly Delivery[] | ConnectorErrorCode>>,
): DeliverySource & { readonly calls: readonly string[] } {
  const calls: string[] = [];
  return {
    calls,
    async findDeliveries(reference) {
      const key = reference.system === 'paypal' ? reference.transactionId : reference.trackingNumber;
      calls.push(key);
      const found = parcels[key] ?? [];
      if (typeof found === 'string') throw new ConnectorError(found, { system: 'fake-carrier', operation: 'deliveries' });
      return found.map((delivery) => seal('delivery', delivery));
    },
  };
}
