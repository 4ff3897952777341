import type { ParcelStage } from '../data/parcel.ts';
import type { FoundParcel } from '../find-order.ts';

export type LaPosteLang = 'fr_FR' | 'en_GB';

interface Step {
  readonly id: number;
  readonly stages: readonly ParcelStage[];
  readonly fr: string;
  readonly en: string;
}

const timelineSteps: readonly Step[] = [
  { id: 1, stages: ['announced'], fr: 'Colis annoncé par l’expéditeur', en: 'Parcel announced by the sender' },
  { id: 2, stages: ['picked_up'], fr: 'Colis pris en charge', en: 'Parcel collected' },
  { id: 3, stages: ['in_transit', 'delayed'], fr: 'Colis en cours d’acheminement', en: 'Parcel on its way' },
  { id: 4, stages: ['out_for_delivery'], fr: 'Colis en cours de livraison', en: 'Parcel out for delivery' },
  { id: 5, stages: ['delivered'], fr: 'Colis livré', en: 'Parcel delivered' },
];

const eventTexts: Readonly<Record<ParcelStage, { readonly code: string; readonly fr: string; readonly en: string }>> = {
  announced: {
    code: 'DR1',
    fr: 'Votre colis est prêt à être remis à La Poste. Nous attendons le dépôt par l’expéditeur.',
    en: 'Your parcel is ready to be handed over. We are waiting for the sender to drop it off.',
  },
  picked_up: { code: 'PC1', fr: 'Votre colis a été pris en charge par La Poste.', en: 'Your parcel has been collected by La Poste.' },
  in_transit: { code: 'ET1', fr: 'Votre colis est en cours d’acheminement.', en: 'Your parcel is on its way.' },
  delayed: {
    code: 'PB1',
    fr: 'Votre colis a pris du retard. La livraison est reportée au lendemain.',
    en: 'Your parcel is delayed. It will be delivered one day later.',
  },
  out_for_delivery: {
    code: 'MD2',
    fr: 'Votre colis est en cours de livraison. Il sera livré aujourd’hui.',
    en: 'Your parcel is out for delivery. It will arrive today.',
  },
  delivered: { code: 'DI1', fr: 'Votre colis est livré.', en: 'Your parcel has been delivered.' },
};

function isoAt(atMs: number, utcOffsetHours: number): string {
  const local = new Date(atMs + utcOffsetHours * 3_600_000).toISOString().slice(0, 19);
  const sign = utcOffsetHours < 0 ? '-' : '+';
  return `${local}${sign}${String(Math.abs(utcOffsetHours)).padStart(2, '0')}:00`;
}

/** 1: went as planned, -1: an incident that lasts, 0: still to come. */
function stepType(reached: ParcelStage | undefined, now: ParcelStage): number {
  if (reached === undefined) return 0;
  return reached === 'delayed' && now === 'delayed' ? -1 : 1;
}

function timeline({ customer, parcel }: FoundParcel, lang: LaPosteLang) {
  return timelineSteps.map(({ id, stages, ...texts }) => {
    const reached = parcel.steps.findLast((step) => stages.includes(step.stage));
    const label = lang === 'fr_FR' ? texts.fr : texts.en;
    return {
      shortLabel: label,
      longLabel: reached ? eventTexts[reached.stage][lang === 'fr_FR' ? 'fr' : 'en'] : '',
      id,
      ...(reached ? { date: isoAt(reached.atMs, customer.utcOffsetHours) } : {}),
      country: id < 4 ? parcel.origin : parcel.destination,
      status: reached !== undefined,

      type: stepType(reached?.stage, parcel.stage),
    };
  });
}

function events({ customer, parcel }: FoundParcel, lang: LaPosteLang) {
  const newestFirst = parcel.steps.toReversed();
  return newestFirst.map(({ stage, atMs }, position) => ({
    code: eventTexts[stage].code,
    label: eventTexts[stage][lang === 'fr_FR' ? 'fr' : 'en'],
    date: isoAt(atMs, customer.utcOffsetHours),
    order: newestFirst.length - position,
  }));
}

/** One answer of Suivi v2 about a parcel it knows. Hours are promised while a delivery is to come. */
export function shipmentBody(found: FoundParcel, lang: LaPosteLang) {
  const { customer, order, parcel } = found;
  const delivered = parcel.steps.find((step) => step.stage === 'delivered');
  const expected = `${parcel.expectedDay}T12:00:00${isoAt(order.atMs, customer.utcOffsetHours).slice(19)}`;
  return {
    returnCode: 200,
    lang,
    scope: 'open',
    idShip: parcel.trackingNumber,
    shipment: {
      idShip: parcel.trackingNumber,
      holder: 4,
      product: parcel.origin === parcel.destination ? 'Colissimo' : 'Colissimo International',
      isFinal: delivered !== undefined,
      ...(delivered
        ? { deliveryDate: isoAt(delivered.atMs, customer.utcOffsetHours) }
        : { estimDate: expected, estimHourMin: '13:00', estimHourMax: '16:00' }),
      entryDate: isoAt(parcel.steps.find((step) => step.stage === 'picked_up')?.atMs ?? order.atMs, customer.utcOffsetHours),
      timeline: timeline(found, lang),
      event: events(found, lang),
      contextData: {
        removalPoint: null,
        deliveryChoice: { deliveryChoice: 0 },
        originCountry: parcel.origin,
        arrivalCountry: parcel.destination,
        partner: null,
      },
      url: parcel.trackingUrl,
    },
  };
}
