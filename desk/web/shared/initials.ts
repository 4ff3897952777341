/** Two letters and one of six colours: the same for one name on every screen. */
export function initialsOf(name: string): { readonly letters: string; readonly hue: number } {
  const words = name
    .trim()
    .split(/[\s’'-]+/u)
    .filter(Boolean);
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}` : (words[0]?.slice(0, 2) ?? '?');
  const sum = Array.from(name).reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  return { letters: letters.toUpperCase(), hue: sum % 6 };
}
