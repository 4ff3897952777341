import type { CustomerBanking, DeliveryQuery, DeliveryView } from '../../connectors/ports/customer-banking.ts';
import { merchantsIn } from '../../engine/slots/merchant-list.ts';

/** What a customer asks of parcels. */
export interface ParcelsAsked {
  readonly merchant?: string | undefined;
  readonly period?: DeliveryQuery['period'];
  readonly parcel?: { readonly number?: string | undefined; readonly carrier?: string | undefined } | undefined;
  readonly question?: 'due' | 'arrived' | 'late' | 'carrier' | undefined;
}

/** Parcels of one state, and how they answer the days that were named: `due` for a yes, `not_due` for a no. */
export interface ParcelsFound {
  readonly views: readonly DeliveryView[];
  readonly delivered: boolean;
  readonly days?: 'due' | 'not_due';
}

function searchOf({ merchant, parcel }: ParcelsAsked): DeliveryQuery {
  return { merchant, carrier: parcel?.carrier, number: parcel?.number };
}

/** The parcels of every shop that was named. */
async function parcelsOf(bank: CustomerBanking, query: DeliveryQuery): Promise<readonly DeliveryView[]> {
  const shops = merchantsIn(query.merchant);
  if (shops.length < 2) return bank.deliveries(query);
  return (await Promise.all(shops.map((merchant) => bank.deliveries({ ...query, merchant })))).flat();
}

/** Those on their way, else those that have come. */
async function eitherState(bank: CustomerBanking, query: DeliveryQuery): Promise<ParcelsFound> {
  const views = await parcelsOf(bank, query);
  if (views.length > 0) return { views, delivered: false };
  return { views: await parcelsOf(bank, { ...query, delivered: true }), delivered: true };
}

/**
 * The days of a question can be those of the arrival or of the purchase. Where nothing fits them, there is what is on its way: each parcel
 * says its own day.
 */
async function findByDays(bank: CustomerBanking, asked: ParcelsAsked): Promise<ParcelsFound> {
  const { period, question } = asked;
  const search = searchOf(asked);
  const arriving = await eitherState(bank, { ...search, arriving: period });
  if (arriving.views.length > 0) return { ...arriving, days: 'due' };
  const bought = question === 'due' ? { views: [], delivered: true } : await eitherState(bank, { ...search, period });
  if (bought.views.length > 0) return bought;
  return { views: await parcelsOf(bank, search), delivered: false, days: 'not_due' };
}

/** The parcels that a question is about. */
export async function findParcels(bank: CustomerBanking, asked: ParcelsAsked): Promise<ParcelsFound> {
  return asked.period ? findByDays(bank, asked) : eitherState(bank, searchOf(asked));
}
