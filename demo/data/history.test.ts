import { describe, expect, test } from '@jest/globals';
import { type AccountSlot, type Customer, namedCustomerIds } from './customer.ts';
import type { Entry } from './entry.ts';
import { createHistory, type History } from './history.ts';
import { createRandom } from './random.ts';

const dayMs = 86_400_000;
const start = Date.parse('2026-11-23T10:15:00Z');

function printed(history: History, customerId: string, toMs: number): string {
  const customer = known(history, customerId);
  const entries = customer.slots.map((slot) => history.entries(customer, slot, { fromMs: toMs - 365 * dayMs, toMs }));
  return JSON.stringify(entries, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function known(history: History, id: string): Customer {
  const customer = history.customer(id);
  if (!customer) throw new Error(`no customer ${id}`);
  return customer;
}

/** Ids from all over the million, and the named ones. */
function manyCustomers(count: number): readonly string[] {
  const random = createRandom([99]);
  return [...namedCustomerIds(), ...Array.from({ length: count }, () => `customer-${random.int(0, 999_999)}`)];
}

function sum(entries: readonly Entry[]): bigint {
  return entries.reduce((total, entry) => total + entry.minor, 0n);
}

describe('history', () => {
  test('is the same from one bank to another of the same seed, and another for another seed', () => {
    for (const id of manyCustomers(6)) {
      expect(printed(createHistory('seed'), id, start)).toBe(printed(createHistory('seed'), id, start));
    }
    expect(printed(createHistory('seed'), 'demo-fr', start)).not.toBe(printed(createHistory('other'), 'demo-fr', start));
  });

  test('does not depend on what was asked before', () => {
    const asked = createHistory('seed');
    for (const id of manyCustomers(12)) printed(asked, id, start + 200 * dayMs);
    expect(printed(asked, 'demo-gb', start)).toBe(printed(createHistory('seed'), 'demo-gb', start));
  });

  test('knows a million customers and the named ones, nobody else', () => {
    const history = createHistory('seed');
    expect(history.customer('customer-0')).toBeDefined();
    expect(history.customer('customer-999999')).toBeDefined();
    for (const id of ['customer-1000000', 'customer-01', 'customer--1', 'customer-', '', 'DEMO-FR'])
      expect(history.customer(id)).toBeUndefined();
  });

  test('never changes an entry when days pass: only what is new is added', () => {
    const history = createHistory('seed');
    for (const id of manyCustomers(6)) {
      const customer = known(history, id);
      for (const slot of customer.slots) {
        const span = { fromMs: start - 90 * dayMs, toMs: start };
        const before = history.entries(customer, slot, span);
        const after = createHistory('seed').entries(customer, slot, { ...span, toMs: start + 40 * dayMs });
        expect(after.slice(0, before.length)).toEqual(before);
      }
    }
  });

  test('books what is pending after one or two days', () => {
    const history = createHistory('seed');
    const customer = known(history, 'demo-fr');
    const recent = history.entries(customer, 'current', { fromMs: start - 60 * dayMs, toMs: start });
    const delays = recent.map((entry) => (entry.bookedAtMs - entry.atMs) / dayMs);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2);
    expect(recent.filter((entry) => entry.bookedAtMs > start).length).toBeGreaterThan(0);
    expect(recent.filter((entry) => entry.bookedAtMs > start && entry.atMs < start - 2 * dayMs)).toEqual([]);
  });

  test('gives every entry an index of its own within account and day', () => {
    const history = createHistory('seed');
    for (const id of manyCustomers(6)) {
      const customer = known(history, id);
      for (const slot of customer.slots) {
        const entries = history.entries(customer, slot, { fromMs: start - 365 * dayMs, toMs: start });
        const places = new Set(entries.map(({ day, index }) => `${day} ${index}`));
        expect(places.size).toBe(entries.length);
        expect(entries.every(({ index }) => index >= 0 && index < 64)).toBe(true);
        const last = entries.at(-1);
        if (last) expect(history.entry(customer, slot, last)).toEqual(last);
      }
    }
  });

  test('fills a year with some hundred entries of every kind', () => {
    const history = createHistory('seed');
    const customer = known(history, 'demo-fr');
    const entries = history.entries(customer, 'current', { fromMs: start - 365 * dayMs, toMs: start });
    expect(entries.length).toBeGreaterThan(700);
    for (const kind of ['card', 'order', 'foreign', 'refund', 'cash', 'debit', 'standing_order', 'salary', 'transfer', 'credit', 'fee']) {
      expect(entries.some((entry) => entry.kind === kind)).toBe(true);
    }
  });
});

describe('balances', () => {
  const checkSums = (history: History, customer: Customer, slot: AccountSlot): void => {
    const random = createRandom([customer.number, 5]);
    const from = start - random.int(0, 300) * dayMs - random.int(0, 86_399) * 1000;
    const to = from + random.int(1, 120) * dayMs + random.int(0, 86_399) * 1000;
    const earlier = history.balance(customer, slot, from);
    const later = history.balance(customer, slot, to);
    const made = history.entries(customer, slot, { fromMs: from + 1, toMs: to });
    expect(later.available - earlier.available).toBe(sum(made));
    const reach = history.entries(customer, slot, { fromMs: from - 5 * dayMs, toMs: to });
    const booked = reach.filter((entry) => entry.bookedAtMs > from && entry.bookedAtMs <= to);
    expect(later.booked - earlier.booked).toBe(sum(booked));
    const pending = reach.filter((entry) => entry.bookedAtMs > to);
    expect(later.available - later.booked).toBe(sum(pending));
  };

  test('move by exactly the entries between two instants, for 200 customers', () => {
    const history = createHistory('seed');
    for (const id of manyCustomers(200)) {
      const customer = known(history, id);
      for (const slot of customer.slots) checkSums(history, customer, slot);
    }
  });

  test('keep the overdrawn customer below zero and inside the agreed limit, every day of a year', () => {
    const history = createHistory('guichet');
    const customer = known(history, 'demo-overdrawn');
    const days = Array.from({ length: 366 }, (_, day) => history.balance(customer, 'current', start - day * dayMs));
    expect(days.filter(({ booked }) => booked >= 0n)).toEqual([]);
    expect(days.filter(({ available }) => available < BigInt(-customer.overdraft))).toEqual([]);
  });

  test('keep the other named customers out of the red', () => {
    const history = createHistory('guichet');
    for (const id of ['demo-fr', 'demo-gb', 'demo-us', 'demo-new']) {
      const customer = known(history, id);
      for (const slot of customer.slots) {
        const days = Array.from({ length: 366 }, (_, day) => history.balance(customer, slot, start - day * dayMs).available);
        expect(days.filter((available) => available <= 0n)).toEqual([]);
      }
    }
  });
});
