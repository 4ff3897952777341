/** One number as people type it in either language: 50, 12,50, 1 200,50, 1,200.50, 1'200. */
export const writtenNumber = "\\d{1,3}(?:[ .,']\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d{1,9}(?:[.,]\\d{1,2})?(?![.,]?\\d)";

/** Hundredths of what was written; undefined when it is no amount (zero, or beyond twelve digits). */
export function readHundredths(written: string): bigint | undefined {
  const compact = written.replace(/[ ']/g, '');
  const match = /^(\d+(?:[.,]\d{3})*?)(?:[.,](\d{1,2}))?$/.exec(compact);
  if (!match) return undefined;
  const whole = (match[1] ?? '').replace(/[.,]/g, '');
  const hundredths = BigInt(whole) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  return hundredths > 0n && hundredths < 10n ** 14n ? hundredths : undefined;
}

/** A decimal string, with two decimals or none. */
export function hundredthsToDecimal(hundredths: bigint): string {
  const rest = hundredths % 100n;
  const whole = String(hundredths / 100n);
  return rest === 0n ? whole : `${whole}.${String(rest).padStart(2, '0')}`;
}
