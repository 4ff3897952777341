import { addDays } from '../../i18n/calendar-day.ts';
import type { TransactionWindow } from '../ports/account-source.ts';
import type { TransactionQuery, TransactionReport } from '../ports/customer-banking.ts';

/** Without a period the last 90 days are searched; banks keep about 13 months. */
const defaultDays = 90;
const mostDays = 396;

/** The first day of which the bank tells anything. */
export function oldestDay(today: string): string {
  return addDays(today, -mostDays);
}

/** The days to search, today and the oldest day the bank has at the ends. `from` after `to` means that there is nothing to search. */
export function searchWindow(period: TransactionQuery['period'], today: string, days = defaultDays): TransactionWindow {
  const oldest = oldestDay(today);
  const to = period?.to !== undefined && period.to < today ? period.to : today;
  const from = period?.from ?? addDays(to, -days);
  return { from: from < oldest ? oldest : from, to };
}

/** Why there is nothing to search, if so. */
export function reachOf({ from, to }: TransactionWindow, today: string): TransactionReport['reach'] {
  if (from <= to) return 'searched';
  return to < oldestDay(today) ? 'too_old' : 'to_come';
}
