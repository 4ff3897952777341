/** A folded text as its words with single spaces and nothing else: what whole-message patterns are matched against. */
export function plainWords(folded: string): string {
  return (folded.match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []).join(' ');
}
