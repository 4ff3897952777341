import { withoutNames } from './without-names.ts';

/** Words, numbers (every digit written 0) and currency signs of a folded text, as the classifier sees them; one name stands for all well-known shops. */
export function tokensOf(folded: string): readonly string[] {
  return (
    withoutNames(folded)
      .replace(/\p{N}/gu, '0')
      .match(/\p{L}+|0+|[€£$]/gu) ?? []
  );
}
