import type { Language, Locale } from '../i18n/language.ts';
import type { DayOrder } from './readers/period/either-order.ts';

/** French is written day first, and so is English but in the United States; where nobody knows, the date is asked for. */
export function dayOrderOf(language: Language, locale: Locale | undefined): DayOrder {
  if (language === 'fr') return 'day first';
  if (locale === undefined) return 'unknown';
  return locale === 'en-US' ? 'month first' : 'day first';
}
