import type { Country } from './country.ts';
import { type AccountSlot, type Customer, createCustomer, customerNumber } from './customer.ts';
import type { Entry } from './entry.ts';
import { dayParts, epochDayAt } from './epoch-day.ts';
import type { HabitBook } from './habit.ts';
import { createMonthBook } from './month-book.ts';
import { hashText } from './random.ts';
import { americanHabits } from './shops/american-habits.ts';
import { britishHabits } from './shops/british-habits.ts';
import { frenchHabits } from './shops/french-habits.ts';

/** What an account holds; minor units of its currency. */
export interface HistoryBalance {
  readonly booked: bigint;
  /** Booked and pending together; the agreed overdraft is not part of it. */
  readonly available: bigint;
}

/** Instants in ms, both included. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Everything the demo bank knows, as a pure function of its seed and the instant asked about. */
export interface History {
  readonly seed: number;
  customer(id: string): Customer | undefined;
  customerByNumber(number: number): Customer | undefined;
  /** Entries made in the span, oldest first. Nothing of the future: the span ends where the asker's clock stands. */
  entries(customer: Customer, slot: AccountSlot, span: Span): readonly Entry[];
  entry(customer: Customer, slot: AccountSlot, place: Pick<Entry, 'day' | 'index'>): Entry | undefined;
  balance(customer: Customer, slot: AccountSlot, nowMs: number): HistoryBalance;
  /** Names of the country: carriers, employers, landlords. */
  book(customer: Customer): HabitBook;
}

/** The history that belongs to a seed text. */
export function createHistory(seedText: string): History {
  const seed = hashText(seedText);
  const books: Readonly<Record<Country, HabitBook>> = { FR: frenchHabits(), GB: britishHabits(), US: americanHabits() };
  const bookOf = (customer: Customer): HabitBook => books[customer.country];
  const months = createMonthBook({ seed, bookOf });
  const monthAt = (customer: Customer, atMs: number): number => dayParts(epochDayAt(atMs, customer.utcOffsetHours)).month;

  return {
    seed,
    book: bookOf,
    customer: (id) => {
      const number = customerNumber(id);
      return number === undefined ? undefined : createCustomer(seed, number);
    },
    customerByNumber: (number) => createCustomer(seed, number),
    entries: (customer, slot, { fromMs, toMs }) => {
      const found: Entry[] = [];
      for (let month = monthAt(customer, fromMs); month <= monthAt(customer, toMs); month += 1) {
        for (const entry of months.entries(customer, slot, month)) if (entry.atMs >= fromMs && entry.atMs <= toMs) found.push(entry);
      }
      return found;
    },
    entry: (customer, slot, { day, index }) =>
      months.entries(customer, slot, dayParts(day).month).find((entry) => entry.day === day && entry.index === index),
    balance: (customer, slot, nowMs) => {
      const month = monthAt(customer, nowMs);
      let available = months.opening(customer, slot, month);
      let pending = 0n;
      for (const entry of months.entries(customer, slot, month)) if (entry.atMs <= nowMs) available += entry.minor;
      // What is pending is at most two days old, so it is of this month or the one before.
      for (const entry of [...months.entries(customer, slot, month - 1), ...months.entries(customer, slot, month)]) {
        if (entry.atMs <= nowMs && entry.bookedAtMs > nowMs) pending += entry.minor;
      }
      return { booked: available - pending, available };
    },
  };
}
