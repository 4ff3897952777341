import { type AccountSlot, accountSlots, type Customer } from './customer.ts';
import { dayEntries, reservedIndex } from './day-entries.ts';
import type { Entry, Movement } from './entry.ts';
import { firstDayOf, instantOf } from './epoch-day.ts';
import type { EntryKind, HabitBook } from './habit.ts';
import { createMemo } from './memo.ts';
import { createRandom, hashNumbers } from './random.ts';
import { type ScheduledHabit, scheduleHabits } from './schedule.ts';

/**
 * The books of all accounts, a month at a time. What an account holds on the first of a month is a pure function of the month,
 * and each month has one entry that makes the rest come out right (the surplus swept into savings, the partner's share, the
 * investment plan). So a balance never needs more than its own month, however long the history.
 */
export interface MonthBook {
  /** All entries of a month (months since January of year 0), oldest first. */
  entries(customer: Customer, slot: AccountSlot, month: number): readonly Entry[];
  /** What the account holds when the month begins, pending entries included. */
  opening(customer: Customer, slot: AccountSlot, month: number): bigint;
}

interface BookDeps {
  readonly seed: number;
  readonly bookOf: (customer: Customer) => HabitBook;
}

interface OwnMovement {
  readonly day: number;
  readonly index: number;
  readonly minutes: number;
  readonly minor: bigint;
  readonly movement: Movement;
  readonly kind?: EntryKind;
}

/** What the accounts of one book are made with. */
interface Accounts {
  /** What the customer's habits make of a month. */
  habitual(customer: Customer, slot: AccountSlot, month: number): readonly Entry[];
  /** By how much the account has to rise until the next month begins. */
  rise(customer: Customer, slot: AccountSlot, month: number): bigint;
}

type MonthMaker = (customer: Customer, month: number) => readonly Entry[];

const sweepDay = 28;
const shareDay = 2;
const swing: Readonly<Record<AccountSlot, number>> = { current: 12_000, savings: 9_000, joint: 8_000 };

function sum(entries: readonly Entry[]): bigint {
  return entries.reduce((total, entry) => total + entry.minor, 0n);
}

function sorted(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((first, second) => first.atMs - second.atMs || first.index - second.index);
}

function own(customer: Customer, slot: AccountSlot, move: OwnMovement): readonly Entry[] {
  if (move.minor === 0n) return [];
  const atMs = instantOf(move.day, move.minutes, customer.utcOffsetHours);
  const { day, index, minor, movement, kind = 'transfer' } = move;
  return [{ slot, day, index, kind, minor, movement, atMs, bookedAtMs: atMs }];
}

function middle(customer: Customer, slot: AccountSlot): number {
  if (slot === 'current') return customer.cushion;
  return slot === 'savings' ? customer.savings : 140_000;
}

function currentAccount({ habitual, rise }: Accounts): MonthMaker {
  return (customer, month) => {
    const first = firstDayOf(month);
    const share = customer.slots.includes('joint') ? BigInt(-customer.contribution) : 0n;
    const shared = { day: first + shareDay, index: reservedIndex.contribution, minutes: 375, minor: share };
    const entries = [...habitual(customer, 'current', month), ...own(customer, 'current', { ...shared, movement: 'to_joint' })];
    const minor = rise(customer, 'current', month) - sum(entries);
    const movement = minor < 0n ? 'to_savings' : 'from_savings';
    const swept = { day: first + sweepDay - 1, index: reservedIndex.sweep, minutes: 400, minor, movement } as const;
    return [...entries, ...own(customer, 'current', swept)];
  };
}

function jointAccount({ habitual, rise }: Accounts): MonthMaker {
  return (customer, month) => {
    const day = firstDayOf(month) + shareDay;
    const shared = { day, index: reservedIndex.contribution, minutes: 375, minor: BigInt(customer.contribution) };
    const entries = [...habitual(customer, 'joint', month), ...own(customer, 'joint', { ...shared, movement: 'from_current' })];
    const minor = rise(customer, 'joint', month) - sum(entries);
    const movement = minor < 0n ? 'to_partner' : 'from_partner';
    return [...entries, ...own(customer, 'joint', { day, index: reservedIndex.balance, minutes: 376, minor, movement })];
  };
}

function savingsAccount({ rise }: Accounts, current: MonthMaker): MonthMaker {
  return (customer, month) => {
    const day = firstDayOf(month) + sweepDay - 1;
    const sweep = current(customer, month).find((entry) => entry.index === reservedIndex.sweep)?.minor ?? 0n;
    const swept = { day, index: reservedIndex.sweep, minutes: 400, minor: -sweep };
    const interest = BigInt(Math.round((customer.savings * (150 + (hashNumbers([month]) % 40))) / 120_000));
    const earned = { day, index: reservedIndex.interest, minutes: 360, minor: interest, kind: 'interest' } as const;
    const entries = [
      ...own(customer, 'savings', { ...swept, movement: sweep < 0n ? 'from_current' : 'to_current' }),
      ...own(customer, 'savings', { ...earned, movement: 'interest' }),
    ];
    const minor = rise(customer, 'savings', month) - sum(entries);
    const movement = minor < 0n ? 'to_investment' : 'from_investment';
    return [...entries, ...own(customer, 'savings', { day, index: reservedIndex.balance, minutes: 410, minor, movement })];
  };
}

function openingOf(seed: number): MonthBook['opening'] {
  return (customer, slot, month) => {
    const random = createRandom([seed, customer.number, accountSlots.indexOf(slot), month, 7]);
    const width = customer.frugal ? 2_000 : swing[slot];
    return BigInt(middle(customer, slot) + random.int(-width, width));
  };
}

function habitsOf({ seed, bookOf }: BookDeps): Accounts['habitual'] {
  const schedules = createMemo<readonly ScheduledHabit[]>(32);
  return (customer, slot, month) => {
    const book = bookOf(customer);
    const schedule = schedules(String(customer.number), () => scheduleHabits(seed, customer, book.habits));
    const first = firstDayOf(month);
    const days = Array.from({ length: firstDayOf(month + 1) - first }, (_, position) => first + position);
    return days.flatMap((day) => dayEntries({ seed, customer, slot, book, schedule, day }));
  };
}

/** The books of a seed. Months already made are remembered, a bounded number of them. */
export function createMonthBook(deps: BookDeps): MonthBook {
  const months = createMemo<readonly Entry[]>(192);
  const opening = openingOf(deps.seed);
  const accounts: Accounts = {
    habitual: habitsOf(deps),
    rise: (customer, slot, month) => opening(customer, slot, month + 1) - opening(customer, slot, month),
  };
  const remembered =
    (slot: AccountSlot, make: MonthMaker): MonthMaker =>
    (customer, month) =>
      months(`${customer.number} ${slot} ${month}`, () => sorted(make(customer, month)));
  const current = remembered('current', currentAccount(accounts));
  const makers: Readonly<Record<AccountSlot, MonthMaker>> = {
    current,
    savings: remembered('savings', savingsAccount(accounts, current)),
    joint: remembered('joint', jointAccount(accounts)),
  };
  return { opening, entries: (customer, slot, month) => makers[slot](customer, month) };
}
