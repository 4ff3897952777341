import { coarsen, type MoneyBand, type WeekOf } from './coarsen.ts';
import { type DisclosureLevel, type Grant, reaches, reasonFor, type Sink } from './grant.ts';
import { type DataClass, openSealed, type Sealed } from './sealed.ts';

export type Released<Value> =
  | { readonly released: true; readonly value: Value; readonly level: DisclosureLevel }
  | { readonly released: false; readonly reason: string };

function grantedLevel(sealed: Sealed<DataClass, unknown>, sink: Sink, grant: Grant): DisclosureLevel | { readonly reason: string } {
  if (grant.sink !== sink) return { reason: `the grant is for ${grant.sink}, not for ${sink}` };
  return grant.levels[sealed.dataClass];
}

function refuse(
  sealed: Sealed<DataClass, unknown>,
  level: DisclosureLevel,
  grant: Grant,
): { readonly released: false; readonly reason: string } {
  return { released: false, reason: `${sealed.dataClass} is ${level} by ${reasonFor(grant, sealed.dataClass)}` };
}

/**
 * The one way from a sealed value to a plain one: for one named destination, under a grant.
 * Only level `shown` releases the value itself; the levels below have forms of their own.
 */
export function release<Value>(sealed: Sealed<DataClass, Value>, sink: Sink, grant: Grant): Released<Value> {
  const level = grantedLevel(sealed, sink, grant);
  if (typeof level !== 'string') return { released: false, ...level };
  return reaches(level, 'shown') ? { released: true, value: openSealed(sealed), level } : refuse(sealed, level, grant);
}

/** From level `banded` on: what an amount is between, the week of a day; anything else has no such form. */
export function releaseBand(sealed: Sealed<DataClass, unknown>, sink: Sink, grant: Grant): Released<MoneyBand | WeekOf> {
  const level = grantedLevel(sealed, sink, grant);
  if (typeof level !== 'string') return { released: false, ...level };
  const value = reaches(level, 'banded') ? coarsen(openSealed(sealed)) : undefined;
  return value === undefined ? refuse(sealed, level, grant) : { released: true, value, level };
}

/**
 * From level `hinted` on: a word out of a few, with which a sentence chooses what it says, or the nickname of an account. That it is
 * no more than that is for the sentence to see to, and for `sentence-at.ts` to check.
 */
export function releaseHint(sealed: Sealed<DataClass, unknown>, sink: Sink, grant: Grant): Released<string> {
  const level = grantedLevel(sealed, sink, grant);
  if (typeof level !== 'string') return { released: false, ...level };
  const value = reaches(level, 'hinted') ? openSealed(sealed) : undefined;
  return typeof value === 'string' ? { released: true, value, level } : refuse(sealed, level, grant);
}
