import type { DisclosureLevel, Grant, Sink } from './grant.ts';
import { type DataClass, openSealed, type Sealed } from './sealed.ts';

export type Released<Value> =
  | { readonly released: true; readonly value: Value; readonly level: DisclosureLevel }
  | { readonly released: false; readonly reason: string };

/**
 * The one way from a sealed value to a plain one: for one named destination, under a grant.
 * Only level `shown` releases a figure; the levels between have sentences of their own.
 */
export function release<Value>(sealed: Sealed<DataClass, Value>, sink: Sink, grant: Grant): Released<Value> {
  if (grant.sink !== sink) return { released: false, reason: `the grant is for ${grant.sink}, not for ${sink}` };
  const level = grant.levels[sealed.dataClass];
  if (level !== 'shown') return { released: false, reason: `${sealed.dataClass} is ${level} by ${grant.rule}` };
  return { released: true, value: openSealed(sealed), level };
}
