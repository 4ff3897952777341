import { createHmac } from 'node:crypto';
import { type DataClass, openSealed, type Sealed, seal } from './sealed.ts';

/**
 * Computes on the sealed side: the result is as secret as what it came from.
 * For connectors only (the linter keeps dialogs away); `compute` must be pure.
 */
export function derive<Class extends DataClass, Value, Result>(
  sealed: Sealed<Class, Value>,
  compute: (value: Value) => Result,
): Sealed<Class, Result> {
  return seal(sealed.dataClass, compute(openSealed(sealed)));
}

/** Computes one sealed result out of many sealed values of one class, such as a sum. */
export function deriveAll<Class extends DataClass, Value, Result>(
  dataClass: Class,
  list: readonly Sealed<Class, Value>[],
  compute: (values: readonly Value[]) => Result,
): Sealed<Class, Result> {
  return seal(dataClass, compute(list.map((sealed) => openSealed(sealed))));
}

/** Keeps the sealed values that satisfy `predicate`. How many remain is visible to the caller, their content is not. */
export function filterSealed<Class extends DataClass, Value>(
  list: readonly Sealed<Class, Value>[],
  predicate: (value: Value) => boolean,
): Sealed<Class, Value>[] {
  return list.filter((sealed) => predicate(openSealed(sealed)));
}

/** Orders sealed values without showing them. */
export function sortSealed<Class extends DataClass, Value>(
  list: readonly Sealed<Class, Value>[],
  compare: (first: Value, second: Value) => number,
): Sealed<Class, Value>[] {
  return list.toSorted((first, second) => compare(openSealed(first), openSealed(second)));
}

/**
 * Joins two sealed values, whatever their classes. The result is of the class named in `as`:
 * the one under whose rules the customer decided to see the joined fact.
 */
export function deriveBoth<Class extends DataClass, First, Second, Result>(join: {
  readonly as: Class;
  readonly first: Sealed<DataClass, First>;
  readonly second: Sealed<DataClass, Second>;
  readonly compute: (first: First, second: Second) => Result;
}): Sealed<Class, Result> {
  return seal(join.as, join.compute(openSealed(join.first), openSealed(join.second)));
}

/** Splits sealed values into groups of equal keys. How many groups there are is visible to the caller, the keys are not. */
export function groupSealed<Class extends DataClass, Value>(
  list: readonly Sealed<Class, Value>[],
  keyOf: (value: Value) => string,
): Sealed<Class, Value>[][] {
  return [...Map.groupBy(list, (sealed) => keyOf(openSealed(sealed))).values()];
}

/**
 * A plain handle by which a sealed value can be asked for again: 128 bits of a keyed hash, so the handle says nothing of the value.
 * @param identify must give the bank's own resource id, which nobody can guess, and not a figure.
 */
export function handleOf<Value>(sealed: Sealed<DataClass, Value>, key: string, identify: (value: Value) => string): string {
  return createHmac('sha256', key)
    .update(identify(openSealed(sealed)))
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

/** Asks another connector with a sealed value as the question. Only sealed answers come back. */
export async function askSealed<Value, Answer extends Sealed<DataClass, unknown>>(
  sealed: Sealed<DataClass, Value>,
  ask: (value: Value) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  return ask(openSealed(sealed));
}

/**
 * Hands a sealed value back to the bank it came from, as part of what is asked of it.
 * @param hand must give back nothing that tells of the value: a number of a case, a yes or no.
 */
export async function handSealed<Value, Answer>(
  sealed: Sealed<DataClass, Value>,
  hand: (value: Value) => Promise<Answer>,
): Promise<Answer> {
  return hand(openSealed(sealed));
}
