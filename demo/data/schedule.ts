import type { Customer } from './customer.ts';
import { type DayParts, dayParts } from './epoch-day.ts';
import type { Habit, Rhythm } from './habit.ts';
import { hashNumbers } from './random.ts';

/** A habit of one customer with its own rhythm. */
export interface ScheduledHabit {
  readonly habit: Habit;
  readonly index: number;
  readonly rhythm: Rhythm;
  /** Days by which this customer's rhythm is shifted. */
  readonly offset: number;
  readonly every: number;
}

function rhythmOf(customer: Customer, habit: Habit): Rhythm {
  // Somebody who is paid by the week is overdrawn by the same amount all month.
  if (customer.frugal && habit.kind === 'salary') return { fridayEvery: 1 };
  return habit.rhythm;
}

function everyOf(customer: Customer, rhythm: Rhythm): number {
  if (!('every' in rhythm)) return 1;
  return rhythm.optional ? rhythm.every * customer.pace : rhythm.every;
}

/** The habits of the book as this customer lives them. */
export function scheduleHabits(seed: number, customer: Customer, habits: readonly Habit[]): readonly ScheduledHabit[] {
  return habits.map((habit, index) => {
    const rhythm = rhythmOf(customer, habit);
    const every = everyOf(customer, rhythm);
    return { habit, index, rhythm, every, offset: hashNumbers([seed, customer.number, 100 + index]) % every };
  });
}

function fits({ rhythm, every, offset }: ScheduledHabit, day: number, parts: DayParts): boolean {
  if ('every' in rhythm) return (day + offset) % every === 0;
  if ('fridayEvery' in rhythm) return parts.weekday === 5 && Math.floor(day / 7) % rhythm.fridayEvery === 0;
  if (parts.dayOfMonth !== rhythm.monthDay) return false;
  return rhythm.months === undefined || rhythm.months.includes(parts.month % 12);
}

/** Those that fall on a day. */
export function habitsOn(schedule: readonly ScheduledHabit[], day: number): readonly ScheduledHabit[] {
  const parts = dayParts(day);
  return schedule.filter((scheduled) => fits(scheduled, day, parts));
}
