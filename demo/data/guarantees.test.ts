import { describe, expect, test } from '@jest/globals';
import { type Customer, namedCustomerIds } from './customer.ts';
import type { Entry } from './entry.ts';
import { createHistory, type History } from './history.ts';
import { type Parcel, parcelAt } from './parcel.ts';
import { createRandom } from './random.ts';

const dayMs = 86_400_000;

/** Instants at every hour of the day, over three years. */
const instants = Array.from({ length: 30 }, (_, index) => {
  const random = createRandom([index, 17]);
  return Date.parse('2025-06-01T00:00:00Z') + random.int(0, 1095) * dayMs + random.int(0, 86_399) * 1000;
});

interface Moment {
  readonly history: History;
  readonly customer: Customer;
  readonly nowMs: number;
}

function moments(ids: readonly string[]): readonly Moment[] {
  const history = createHistory('guichet');
  return ids.flatMap((id) => {
    const customer = history.customer(id);
    if (!customer) throw new Error(`no customer ${id}`);
    return instants.map((nowMs) => ({ history, customer, nowMs }));
  });
}

/** Entries of today and the days before, `days` calendar days in all, of all accounts. */
function lastDays({ history, customer, nowMs }: Moment, days: number): readonly Entry[] {
  const today = Math.floor((nowMs + customer.utcOffsetHours * 3_600_000) / dayMs);
  const fromMs = (today - days + 1) * dayMs - customer.utcOffsetHours * 3_600_000;
  return customer.slots.flatMap((slot) => history.entries(customer, slot, { fromMs, toMs: nowMs }));
}

function withReceiptAt(entries: readonly Entry[], merchant: string): readonly Entry[] {
  return entries.filter((entry) => entry.basket && entry.merchant?.name === merchant);
}

function parcels(moment: Moment): readonly Parcel[] {
  const { history, customer, nowMs } = moment;
  const { carriers } = history.book(customer);
  return lastDays(moment, 60)
    .filter((entry) => entry.kind === 'order')
    .map((order) => parcelAt({ seed: history.seed, customer, order, carriers, nowMs }));
}

const homeShops = [
  {
    ids: ['demo-fr', 'demo-new', 'demo-overdrawn'],
    twice: 'Fnac',
    once: 'Decathlon',
    big: ['Carrefour', 'Monoprix', 'Picard', 'Fnac', 'Decathlon'],
  },
  { ids: ['demo-gb'], twice: 'John Lewis', once: 'Waterstones', big: ['Tesco', 'Sainsbury’s', 'Boots', 'John Lewis', 'Waterstones'] },
  { ids: ['demo-us'], twice: 'Best Buy', once: 'Target', big: ['Walmart', 'Trader Joe’s', 'Whole Foods', 'Best Buy', 'Target'] },
];

describe('what every named demo customer has at any instant', () => {
  test.each(homeShops)(
    'purchases with receipts at $twice (a choice), $once (just one) and other big shops',
    ({ ids, twice, once, big }) => {
      for (const moment of moments(ids)) {
        expect(withReceiptAt(lastDays(moment, 30), twice).length).toBeGreaterThanOrEqual(2);
        const fortnight = withReceiptAt(lastDays(moment, 16), once).filter((entry) => entry.atMs > moment.nowMs - 14 * dayMs);
        expect(fortnight).toHaveLength(1);
        const recent = lastDays(moment, 10).filter((entry) => entry.basket && big.includes(entry.merchant?.name ?? ''));
        expect(recent.length).toBeGreaterThanOrEqual(3);
      }
    },
  );

  test('two or three parcels on the way at different stages, and one delivered in the last week', () => {
    for (const moment of moments(namedCustomerIds())) {
      const all = parcels(moment);
      const stages = all.filter(({ stage }) => stage !== 'delivered').map(({ stage }) => stage);
      expect(stages.length).toBeGreaterThanOrEqual(2);
      expect(stages.length).toBeLessThanOrEqual(3);
      expect(new Set(stages).size).toBe(stages.length);
      const delivered = all.filter(({ steps }) => steps.some((step) => step.stage === 'delivered' && step.atMs > moment.nowMs - 7 * dayMs));
      expect(delivered.length).toBeGreaterThanOrEqual(1);
    }
  });

  test('a parcel whose day of arrival is known', () => {
    for (const moment of moments(namedCustomerIds())) {
      const dated = parcels(moment).filter(({ stage, byLaPoste }) => stage !== 'delivered' && byLaPoste);
      expect(dated.length).toBeGreaterThanOrEqual(1);
    }
  });

  test('a purchase abroad in 45 days, a refund in 60, and something pending', () => {
    for (const moment of moments(namedCustomerIds())) {
      expect(lastDays(moment, 45).some((entry) => entry.foreign)).toBe(true);
      expect(lastDays(moment, 60).some((entry) => entry.kind === 'refund')).toBe(true);
      expect(lastDays(moment, 4).some((entry) => entry.bookedAtMs > moment.nowMs)).toBe(true);
    }
  });
});

describe('parcels', () => {
  test('only ever move on, and some are late', () => {
    const history = createHistory('guichet');
    const customer = history.customer('demo-fr');
    if (!customer) throw new Error('no demo-fr');
    const nowMs = Date.parse('2026-11-23T10:00:00Z');
    const orders = history.entries(customer, 'current', { fromMs: nowMs - 90 * dayMs, toMs: nowMs }).filter(({ kind }) => kind === 'order');
    const { carriers } = history.book(customer);
    const late = orders.filter((order) => {
      let reached = 0;
      for (let hours = 0; hours < 9 * 24; hours += 1) {
        const { steps } = parcelAt({ seed: history.seed, customer, order, carriers, nowMs: order.atMs + hours * 3_600_000 });
        expect(steps.length).toBeGreaterThanOrEqual(reached);
        reached = steps.length;
      }
      return parcelAt({ seed: history.seed, customer, order, carriers, nowMs }).steps.some(({ stage }) => stage === 'delayed');
    });
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(orders.length);
  });
});
