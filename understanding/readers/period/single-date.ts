import { en, fr } from 'chrono-node';
import type { Found } from '../found.ts';
import { dayOf } from './calendar.ts';
import type { Period } from './period-reader.ts';

const longestLooked = 300;

/** One date given with day and month, in a spelling the own grammar does not know; chrono-node is asked for nothing else. */
export function readSingleDate(folded: string, today: string): Found<Period> | undefined {
  if (!/\d/.test(folded) || !/[a-z]{3}/.test(folded)) return undefined;
  const text = folded.slice(0, longestLooked);
  const reference = new Date(`${today}T12:00:00Z`);
  for (const parser of [fr.strict, en.GB]) {
    for (const { index, text: said, start } of parser.parse(text, reference)) {
      if (!start.isCertain('day') || !start.isCertain('month') || !/\d/.test(said) || !/[a-z]{3}/.test(said)) continue;
      const day = dayOf(start.get('year') ?? 0, start.get('month') ?? 0, start.get('day') ?? 0);
      if (day) return { value: { from: day, to: day }, start: index, end: index + said.length };
    }
  }
  return undefined;
}
