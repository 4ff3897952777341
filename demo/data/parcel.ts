import type { Customer } from './customer.ts';
import type { Entry } from './entry.ts';
import { instantOf, isoDay } from './epoch-day.ts';
import { encodeParcelNumber } from './parcel-number.ts';
import { createRandom, type Random } from './random.ts';

export const parcelStages = ['announced', 'picked_up', 'in_transit', 'delayed', 'out_for_delivery', 'delivered'] as const;
export type ParcelStage = (typeof parcelStages)[number];

/** A parcel as it stands at an instant. */
export interface Parcel {
  /** As PayPal names carriers. */
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly trackingUrl: string;
  /** Followed at La Poste directly; otherwise through PayPal. */
  readonly byLaPoste: boolean;
  readonly stage: ParcelStage;
  /** What happened so far, oldest first. */
  readonly steps: readonly { readonly stage: ParcelStage; readonly atMs: number }[];
  /** Day it is, or was, expected: `YYYY-MM-DD`. */
  readonly expectedDay: string;
  readonly destination: string;
  readonly origin: string;
}

interface ParcelQuestion {
  readonly seed: number;
  readonly customer: Customer;
  /** An entry of kind `order`. */
  readonly order: Entry;
  readonly carriers: readonly string[];
  readonly nowMs: number;
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.int(0, 9)).join('');
}

const numberOf: Readonly<Record<string, (random: Random) => string>> = {
  UPS: (random) => `1Z${random.int(100, 999)}E0${digits(random, 10)}`,
  USPS: (random) => `9400${digits(random, 18)}`,
  FEDEX: (random) => `7${digits(random, 11)}`,
  FEDEX_UK: (random) => `7${digits(random, 11)}`,
  ROYAL_MAIL: (random) => `JD${digits(random, 9)}GB`,
  UK_DPD: (random) => `155${digits(random, 11)}`,
  DPD_FR: (random) => `250${digits(random, 11)}`,
  COLIS_PRIVE: (random) => `Q2${digits(random, 15)}`,
  CHRONOPOST_FR: (random) => `XS${digits(random, 9)}FR`,
};

const pageOf: Readonly<Record<string, string>> = {
  UPS: 'https://www.ups.com/track?tracknum=',
  USPS: 'https://tools.usps.com/go/TrackConfirmAction?tLabels=',
  FEDEX: 'https://www.fedex.com/fedextrack/?trknbr=',
  FEDEX_UK: 'https://www.fedex.com/fedextrack/?trknbr=',
  ROYAL_MAIL: 'https://www.royalmail.com/track-your-item#/tracking-results/',
  UK_DPD: 'https://track.dpd.co.uk/search?reference=',
  DPD_FR: 'https://trace.dpd.fr/fr/trace/',
  COLIS_PRIVE: 'https://colisprive.com/moncolis/pages/detailColis.aspx?numColis=',
  CHRONOPOST_FR: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT=',
  LA_POSTE_SUIVI: 'https://www.laposte.fr/outils/suivre-vos-envois?code=',
};

/** In France every second order goes by Colissimo, elsewhere the orders from French shops. */
function isColissimo(customer: Customer, order: Entry): boolean {
  return customer.country === 'FR' ? (order.orderNumber ?? 0) % 2 === 0 : order.merchant?.country === 'FR';
}

/** Every third parcel is a day late. */
function isDelayed(order: Entry): boolean {
  return (order.orderNumber ?? 0) % 3 === 0;
}

function steps({ customer, order }: ParcelQuestion, random: Random): readonly { stage: ParcelStage; atMs: number }[] {
  const at = (days: number, minute: number): number => instantOf(order.day + days, minute, customer.utcOffsetHours);
  const lastDay = isDelayed(order) ? 7 : 6;
  // Orders are made at eight and parcels move on at a quarter past: those on the way at any hour stand at different stages.
  return [
    { stage: 'announced' as const, atMs: order.atMs },
    { stage: 'picked_up' as const, atMs: at(1, 980 + random.int(0, 50)) },
    { stage: 'in_transit' as const, atMs: at(3, 495 + random.int(0, 20)) },
    { stage: 'in_transit' as const, atMs: at(5, 1290 + random.int(0, 60)) },
    ...(isDelayed(order) ? [{ stage: 'delayed' as const, atMs: at(6, 460) }] : []),
    { stage: 'out_for_delivery' as const, atMs: at(lastDay, 460) },
    { stage: 'delivered' as const, atMs: at(lastDay, 785 + random.int(0, 100)) },
  ];
}

function expectedDay(order: Entry, reached: readonly { stage: ParcelStage }[]): string {
  const late = reached.some((step) => step.stage === 'delayed');
  return isoDay(order.day + (late ? 7 : 6));
}

/** The parcel of an order at an instant: a pure function of the two. */
export function parcelAt(question: ParcelQuestion): Parcel {
  const { seed, customer, order, nowMs } = question;
  const random = createRandom([seed, customer.number, order.day, 31]);
  const byLaPoste = isColissimo(customer, order);
  const carrier = byLaPoste ? 'LA_POSTE_SUIVI' : random.pick(question.carriers);
  const ownNumber = numberOf[carrier]?.(random);
  const trackingNumber = ownNumber ?? encodeParcelNumber(seed, { customerNumber: customer.number, day: order.day });
  const reached = steps(question, random).filter((step) => step.atMs <= nowMs);
  return {
    carrier,
    trackingNumber,
    trackingUrl: `${pageOf[carrier] ?? ''}${trackingNumber}`,
    byLaPoste,
    stage: reached.at(-1)?.stage ?? 'announced',
    steps: reached,
    expectedDay: expectedDay(order, reached),
    destination: customer.country,
    origin: order.merchant?.country ?? customer.country,
  };
}
