/** Nobody sees these; they neither separate nor count: zero-width signs, soft hyphens, what makes an emoji of a digit. */
export const invisible = /[\p{Default_Ignorable_Code_Point}\u20E3]/u;

/** The digit that a character is in its script. Decimal digits of a script stand in blocks of ten that begin at their zero. */
export function digitOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  let zero = point;
  while (point - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}
