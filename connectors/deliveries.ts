import { type Sealed, seal } from '../secrecy/sealed.ts';
import { createBatcher } from './batcher.ts';
import { carrierName, isLaPosteGroup, trackingPage } from './carriers.ts';
import { ConnectorError } from './connector-error.ts';
import type { Delivery } from './domain/delivery.ts';
import type { LaPosteTracking } from './la-poste/create-la-poste-tracking.ts';
import type { LaPosteParcel } from './la-poste/to-parcel.ts';
import type { PayPalTracker, PayPalTrackers } from './paypal/create-paypal-trackers.ts';
import type { DeliverySource } from './ports/delivery-source.ts';

type Parcels = ReadonlyMap<string, LaPosteParcel>;

/** As many as one question of a customer asks for; strangers wait for each other no longer than that. */
const mostTogether = 12;

function withPage(delivery: Omit<Delivery, 'trackingUrl'>, carrierCode: string | undefined): Delivery {
  const trackingUrl = trackingPage(carrierCode, delivery.trackingNumber);
  return { ...delivery, ...(trackingUrl === undefined ? {} : { trackingUrl }) };
}

/** The carrier sees the parcel, PayPal repeats what the merchant wrote: where both speak, the carrier is believed. */
function toDelivery(tracker: PayPalTracker, parcel: LaPosteParcel | undefined): Delivery {
  const carrier = carrierName(tracker.carrierCode, tracker.carrierName);
  const { trackingNumber, updatedAt } = tracker;
  const told = updatedAt === undefined ? {} : { updatedAt };
  if (!parcel) return withPage({ carrier, trackingNumber, status: tracker.status, events: [], ...told }, tracker.carrierCode);
  const status = parcel.status === 'unknown' ? tracker.status : parcel.status;
  const { expected, events } = parcel;
  return withPage({ carrier, trackingNumber, status, events, ...told, ...(expected ? { expected } : {}) }, tracker.carrierCode);
}

const codeByCarrier: Readonly<Record<string, string>> = { Chronopost: 'CHRONOPOST_FR', Colissimo: 'FR_COLIS' };

function fromLaPoste(trackingNumber: string, parcel: LaPosteParcel): Delivery {
  return withPage({ ...parcel, trackingNumber }, codeByCarrier[parcel.carrier] ?? 'LA_POSTE_SUIVI');
}

/** Follows parcels at PayPal and La Poste; a PayPal parcel that La Poste carries gets its expected day there. */
export function createDeliveries({
  paypal,
  laPoste,
}: {
  readonly paypal: PayPalTrackers;
  readonly laPoste: LaPosteTracking;
}): DeliverySource {
  async function askPayPal(id: string): Promise<readonly [string, PromiseSettledResult<readonly PayPalTracker[]>]> {
    const [answer] = await Promise.allSettled([paypal.findTrackers(id)]);
    return [id, answer];
  }

  /** Those who ask PayPal together go on together: the numbers that La Poste is then asked for fit into one request. */
  const trackersOf = createBatcher({
    most: mostTogether,
    load: async (ids: readonly string[]) => new Map(await Promise.all(ids.map(askPayPal))),
  });

  async function findTrackers(transactionId: string): Promise<readonly PayPalTracker[]> {
    const answer = await trackersOf(transactionId);
    if (answer?.status === 'rejected') throw answer.reason;
    return answer?.value ?? [];
  }

  /** A tracker without an expected day is still an answer, so La Poste may fail here. */
  async function parcelsOf(trackers: readonly PayPalTracker[]): Promise<Parcels> {
    const numbers = trackers.flatMap((tracker) => (isLaPosteGroup(tracker.carrierCode) ? [tracker.trackingNumber] : []));
    if (numbers.length === 0) return new Map();
    try {
      return await laPoste.findParcels(numbers);
    } catch (error) {
      if (error instanceof ConnectorError) return new Map();
      throw error;
    }
  }
  return {
    async findDeliveries(reference): Promise<Sealed<'delivery', Delivery>[]> {
      if (reference.system === 'la_poste') {
        const parcels = await laPoste.findParcels([reference.trackingNumber]);
        return [...parcels].map(([number, parcel]) => seal('delivery', fromLaPoste(number, parcel)));
      }
      const trackers = await findTrackers(reference.transactionId);
      const parcels = await parcelsOf(trackers);
      return trackers.map((tracker) => seal('delivery', toDelivery(tracker, parcels.get(tracker.trackingNumber))));
    },
  };
}
