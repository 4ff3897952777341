import { addDays } from '../../i18n/calendar-day.ts';
import type { TransactionWindow } from '../ports/account-source.ts';
import type { TransactionQuery } from '../ports/customer-banking.ts';

/** Without a period the last 90 days are searched; banks keep about 13 months. */
const defaultDays = 90;
const mostDays = 396;

/** The days to search, today and the oldest day the bank has at the ends. `from` after `to` means that there is nothing to search. */
export function searchWindow(period: TransactionQuery['period'], today: string, days = defaultDays): TransactionWindow {
  const oldest = addDays(today, -mostDays);
  const to = period?.to !== undefined && period.to < today ? period.to : today;
  const from = period?.from ?? addDays(to, -days);
  return { from: from < oldest ? oldest : from, to };
}
