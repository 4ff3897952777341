import type { Random } from '../random.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const shortestTouched = 4;

/** The same words with about one in six misspelt, as thumbs do it; at least one when a word is long enough. */
export function withTypingNoise(tokens: readonly string[], random: Random): readonly string[] {
  const touchable = tokens.flatMap((token, index) => (token.length >= shortestTouched ? [index] : []));
  const certain = touchable[Math.floor(random() * touchable.length)];
  return tokens.map((token, index) => {
    const touched = index === certain || (token.length >= shortestTouched && random() < 1 / 6);
    return touched ? misspell(token, random) : token;
  });
}

function misspell(word: string, random: Random): string {
  // The first letter is almost always typed right.
  const at = 1 + Math.floor(random() * (word.length - 1));
  const before = word.slice(0, at);
  const letter = word.charAt(at);
  const after = word.slice(at + 1);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return `${before}${after}`;
  if (kind === 1) return `${before}${letter}${letter}${after}`;
  if (kind === 2) return `${before}${after.charAt(0)}${letter}${after.slice(1)}`;
  return `${before}${letters.charAt(Math.floor(random() * letters.length))}${after}`;
}
