import type { Habit, Rhythm, Sum } from '../habit.ts';
import type { Merchant } from '../merchant.ts';

/** A meal out, now and then. */
export function meal(restaurants: readonly Merchant[], sum: Sum): Habit {
  return {
    kind: 'card',
    rhythm: { every: 4, optional: true },
    merchants: restaurants,
    sum,
    account: 'current',
    minutes: [750, 1290],
  };
}

/** A ride or a train ticket. */
export function ride(every: number, by: Merchant, sum: Sum): Habit {
  return { kind: 'card', rhythm: { every, optional: true }, merchants: [by], sum, account: 'current', minutes: [600, 1260] };
}

/** Purchases on the way abroad, in the currency of the place. */
export function abroad(currency: string, merchants: readonly Merchant[], sum: Sum): Habit {
  return { kind: 'foreign', rhythm: { every: 17 }, currency, merchants, sum, account: 'current', minutes: [600, 1200] };
}

/** Money from a machine. */
export function cash(machines: readonly Merchant[], oneOf: readonly number[]): Habit {
  return {
    kind: 'cash',
    rhythm: { every: 13, optional: true },
    merchants: machines,
    sum: { oneOf },
    account: 'current',
    minutes: [600, 1200],
  };
}

/** A subscription paid by card. */
export function subscription(to: Merchant, monthDay: number, minor: number): Habit {
  return { kind: 'card', rhythm: { monthDay }, merchants: [to], sum: { oneOf: [minor] }, account: 'current', minutes: [420, 425] };
}

/** What the household is debited each month, at the minute at which the country's banks do so. */
export function debit(to: Merchant, monthDay: number, minute: number): Omit<Habit, 'sum'> {
  return { kind: 'debit', rhythm: { monthDay }, merchants: [to], account: 'household', minutes: [minute, minute] };
}

/** The rent. */
export function rent(monthDay: number, minute: number): Habit {
  return {
    kind: 'standing_order',
    rhythm: { monthDay },
    merchants: [],
    sum: { standing: 'rent' },
    account: 'current',
    minutes: [minute, minute],
  };
}

/** The salary. */
export function salary(rhythm: Rhythm, minute: number): Habit {
  return {
    kind: 'salary',
    rhythm,
    merchants: [],
    sum: { standing: 'salary' },
    account: 'current',
    minutes: [minute, minute],
    incoming: true,
  };
}
