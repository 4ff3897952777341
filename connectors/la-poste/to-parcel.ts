import { dayIn } from '../../i18n/calendar-day.ts';
import type { Delivery, DeliveryStatus } from '../domain/delivery.ts';
import { lookUp } from '../look-up.ts';
import type { LaPosteShipment } from './schemas.ts';

/** A parcel as La Poste follows it. */
export interface LaPosteParcel {
  readonly carrier: string;
  readonly status: DeliveryStatus;
  readonly expected?: NonNullable<Delivery['expected']>;
  readonly events: Delivery['events'];
}

/** Event codes of Suivi v2. `AG1` waits at a counter: it has arrived but is not with the customer. */
const statusByEvent: Readonly<Record<string, DeliveryStatus>> = {
  DR1: 'announced',
  DR2: 'delayed',
  PC1: 'picked_up',
  PC2: 'picked_up',
  ET1: 'in_transit',
  ET2: 'in_transit',
  ET3: 'in_transit',
  ET4: 'in_transit',
  EP1: 'in_transit',
  DO1: 'in_transit',
  DO2: 'in_transit',
  DO3: 'delayed',
  PB1: 'delayed',
  PB2: 'in_transit',
  MD2: 'out_for_delivery',
  ND1: 'failed',
  AG1: 'in_transit',
  RE1: 'returned',
  DI0: 'delivered',
  DI1: 'delivered',
  DI2: 'returned',
};

const statusByStep: readonly DeliveryStatus[] = ['unknown', 'announced', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered'];
const carrierByHolder: Readonly<Record<number, string>> = { 1: 'La Poste', 3: 'Chronopost', 4: 'Colissimo' };

function instantOf(text: string): string | undefined {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The day where the parcel is: as written where an offset is given, in France where the time is in UTC. */
function dayOf(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  if (text.endsWith('Z')) return instantOf(text) && dayIn('Europe/Paris', new Date(text));
  return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
}

/** `18:00` out of `18:00`, `18:00:00` or `2026-11-17T18:00:00+01:00`. */
function hourOf(text: string | null | undefined): string | undefined {
  return /(?:^|T)([01]\d|2[0-3]):([0-5]\d)/.exec(text ?? '')?.[0].replace('T', '');
}

function eventsOf(shipment: LaPosteShipment): (Delivery['events'][number] & { readonly code: string })[] {
  return shipment.event
    .flatMap(({ date, label, code }) => {
      const at = instantOf(date);
      return at === undefined ? [] : [{ at, label: label.trim(), code: code ?? '' }];
    })
    .toSorted((first, second) => second.at.localeCompare(first.at));
}

/** The last step reached, for events whose code is not known. */
function statusOfTimeline(shipment: LaPosteShipment): DeliveryStatus {
  const reached = shipment.timeline.filter((step) => step.type === -1 || (step.type === 1 && step.status !== false)).at(-1);
  if (!reached) return 'unknown';
  return reached.type === -1 ? 'delayed' : (statusByStep[reached.id] ?? 'unknown');
}

function expectedOf(shipment: LaPosteShipment): LaPosteParcel['expected'] {
  const delivered = dayOf(shipment.deliveryDate);
  const day = delivered ?? dayOf(shipment.estimDate);
  if (day === undefined) return undefined;
  const from = hourOf(shipment.estimHourMin);
  const to = hourOf(shipment.estimHourMax);
  // Hours are a promise for the day to come; one that ends when it begins says nothing.
  return delivered === undefined && from !== undefined && to !== undefined && from < to ? { day, from, to } : { day };
}

/** Suivi v2 shipment → LaPosteParcel. */
export function toParcel(shipment: LaPosteShipment): LaPosteParcel {
  const events = eventsOf(shipment);
  const status = lookUp(statusByEvent, events[0]?.code) ?? statusOfTimeline(shipment);
  const expected = expectedOf(shipment);
  return {
    carrier: carrierByHolder[shipment.holder ?? 0] ?? 'La Poste',
    status,
    ...(expected ? { expected } : {}),
    events: events.map(({ at, label }) => ({ at, label })),
  };
}
