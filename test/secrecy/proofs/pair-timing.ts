/** How finely times are told apart. */
export const bucketMs = 10;

/** The middle one of some values; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** By how many whole buckets two customers are further apart than one customer is from himself. */
export function bucketsApart({ between, within }: { readonly between: readonly number[]; readonly within: readonly number[] }): number {
  return Math.max(0, Math.floor((median(between) - median(within)) / bucketMs));
}
