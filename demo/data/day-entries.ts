import { type Basket, fillBasket } from './basket.ts';
import { type AccountSlot, accountSlots, type Customer } from './customer.ts';
import type { Entry } from './entry.ts';
import { instantOf } from './epoch-day.ts';
import { exchangeRate } from './exchange-rate.ts';
import type { Habit, HabitBook } from './habit.ts';
import type { Merchant } from './merchant.ts';
import { createRandom, type Random } from './random.ts';
import { habitsOn, type ScheduledHabit } from './schedule.ts';

/** Indexes of the entries that no habit makes; habits have those below. */
export const reservedIndex = { contribution: 58, foreignFee: 60, sweep: 61, interest: 62, balance: 63 } as const;

/** Everything that a day of one account is made from. */
export interface DayRequest {
  readonly seed: number;
  readonly customer: Customer;
  readonly slot: AccountSlot;
  readonly book: HabitBook;
  readonly schedule: readonly ScheduledHabit[];
  readonly day: number;
}

const cardKinds: ReadonlySet<string> = new Set(['card', 'order', 'foreign', 'refund', 'cash']);
/** Card payments reach the books at 05:00, one or two days later. */
const bookingMinute = 300;
const foreignFeeBasisPoints = 290;

function belongsTo(habit: Habit, { customer, slot }: DayRequest): boolean {
  if (habit.account === 'household') return slot === (customer.slots.includes('joint') ? 'joint' : 'current');
  return habit.account === slot;
}

function goodsWanted(customer: Customer, [from, to]: readonly [number, number], random: Random): number {
  return customer.frugal ? Math.ceil(from / 2) : random.int(from, to);
}

function priceOf(habit: Habit, { customer }: DayRequest, random: Random): number {
  const { sum } = habit;
  if ('oneOf' in sum) return random.pick(sum.oneOf);
  if ('standing' in sum) return customer[sum.standing];
  if ('from' in sum) return random.int(sum.from, customer.frugal ? Math.round((sum.from + sum.to) / 2) : sum.to);
  return random.int(275, 890);
}

function counterpartyOf(habit: Habit, { customer, book }: DayRequest): string | undefined {
  if (habit.kind === 'salary') return book.employers[customer.employer % book.employers.length];
  if (habit.kind === 'standing_order') return book.landlords[customer.landlord % book.landlords.length];
  return undefined;
}

interface Purchase {
  readonly merchant?: Merchant;
  readonly basket?: Basket;
  readonly price: number;
}

function orderNumberOf({ habit, offset, every }: ScheduledHabit, day: number): number | undefined {
  return habit.kind === 'order' ? Math.floor((day + offset) / every) : undefined;
}

function purchaseOf(scheduled: ScheduledHabit, request: DayRequest, random: Random): Purchase {
  const { habit } = scheduled;
  if (habit.merchants.length === 0) return { price: priceOf(habit, request, random) };
  // Orders go round the shops in turn, so that the parcels on the way always come from different ones.
  const turn = orderNumberOf(scheduled, request.day) ?? random.int(0, habit.merchants.length - 1);
  const merchant = habit.merchants[turn % habit.merchants.length];
  if (!merchant) throw new RangeError('a turn names no shop');
  if (!('basketOf' in habit.sum) || merchant.goods.length === 0) return { merchant, price: priceOf(habit, request, random) };
  const basket = fillBasket(merchant, goodsWanted(request.customer, habit.sum.basketOf, random), random);
  return { merchant, basket, price: basket.total };
}

function bookingDelay(habit: Habit, index: number, random: Random): number {
  if (!cardKinds.has(habit.kind)) return 0;
  // The first habit is the daily one: two days of delay keep something pending at every hour.
  return index === 0 ? 2 : random.int(1, 2);
}

function makeEntry(scheduled: ScheduledHabit, request: DayRequest): Entry {
  const { habit, index } = scheduled;
  const { customer, day, slot } = request;
  const random = createRandom([request.seed, customer.number, accountSlots.indexOf(slot), day, index]);
  const { price, merchant, basket } = purchaseOf(scheduled, request, random);
  const rate = habit.currency === undefined ? 1 : exchangeRate(habit.currency, customer.currency, day);
  const delay = bookingDelay(habit, index, random);
  const atMs = instantOf(day, random.int(...habit.minutes), customer.utcOffsetHours);
  const minor = Math.round(price * rate);
  const counterparty = counterpartyOf(habit, request);
  const orderNumber = orderNumberOf(scheduled, day);
  return {
    slot,
    day,
    index,
    kind: habit.kind,
    minor: BigInt(habit.incoming ? minor : -minor),
    atMs,
    bookedAtMs: delay === 0 ? atMs : instantOf(day + delay, bookingMinute, customer.utcOffsetHours),
    ...(merchant ? { merchant } : {}),
    ...(basket ? { basket } : {}),
    ...(counterparty ? { counterparty } : {}),
    ...(habit.kind === 'fee' ? { movement: 'account_fee' as const } : {}),
    ...(habit.currency === undefined ? {} : { foreign: { currency: habit.currency, minor: BigInt(-price), rate } }),
    ...(orderNumber === undefined ? {} : { orderNumber }),
  };
}

function foreignFee(purchase: Entry): Entry {
  const { slot, day, atMs, bookedAtMs } = purchase;
  const minor = (purchase.minor * BigInt(foreignFeeBasisPoints)) / 10_000n;
  return { slot, day, atMs, bookedAtMs, index: reservedIndex.foreignFee, kind: 'fee', minor, movement: 'foreign_fee' };
}

/** The entries that the customer's habits make on one day of one account. */
export function dayEntries(request: DayRequest): readonly Entry[] {
  const entries = habitsOn(request.schedule, request.day)
    .filter(({ habit }) => belongsTo(habit, request))
    .map((scheduled) => makeEntry(scheduled, request));
  const abroad = entries.find((entry) => entry.kind === 'foreign');
  return abroad ? [...entries, foreignFee(abroad)] : entries;
}
