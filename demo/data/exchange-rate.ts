/** Units of the second currency for one of the first, around which the demo bank's rates swing. */
const middleOf: Readonly<Record<string, number>> = { GBPEUR: 1.162, EURGBP: 0.861, EURUSD: 1.094 };

/** The day's rate from one currency to the other, four decimals, a pure function of the day. */
export function exchangeRate(from: string, to: string, day: number): number {
  const middle = middleOf[`${from}${to}`] ?? 1;
  return Math.round(middle * (1 + 0.018 * Math.sin(day / 37) + 0.004 * Math.sin(day / 3)) * 10_000) / 10_000;
}
