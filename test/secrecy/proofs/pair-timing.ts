import { median } from '../../../bench/quantile.ts';

/** How finely times are told apart. */
export const bucketMs = 10;

/** By how many whole buckets two customers are further apart than one customer is from himself. */
export function bucketsApart({ between, within }: { readonly between: readonly number[]; readonly within: readonly number[] }): number {
  return Math.max(0, Math.floor((median(between) - median(within)) / bucketMs));
}
