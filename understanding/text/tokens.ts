/** Words, numbers (every digit written 0) and currency signs of a folded text, as the classifier and the language model see them. */
export function tokensOf(folded: string): readonly string[] {
  return folded.replace(/\p{N}/gu, '0').match(/\p{L}+|0+|[€£$]/gu) ?? [];
}
