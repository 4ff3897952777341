import type { Random } from '../random.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const shortestTouched = 3;
const misspeltShare = 0.15;
const droppedShare = 0.05;
/** A sentence must not lose the little that it says. */
const shortestShortened = 3;

/** The same words with about one in seven misspelt, as thumbs do it, and now and then one left out. */
export function withTypingNoise(tokens: readonly string[], random: Random): readonly string[] {
  const noisy: string[] = [];
  for (const token of tokens) {
    const chance = random();
    if (chance < droppedShare && tokens.length >= shortestShortened) continue;
    const touched = chance < droppedShare + misspeltShare && token.length >= shortestTouched;
    noisy.push(touched ? misspell(token, random) : token);
  }
  return noisy.length > 0 ? noisy : tokens;
}

function misspell(word: string, random: Random): string {
  // The first letter is almost always typed right.
  const at = 1 + Math.floor(random() * (word.length - 1));
  const before = word.slice(0, at);
  const letter = word.charAt(at);
  const after = word.slice(at + 1);
  const other = letters.charAt(Math.floor(random() * letters.length));
  const kind = Math.floor(random() * 5);
  if (kind === 0) return `${before}${after}`;
  if (kind === 1) return `${before}${letter}${letter}${after}`;
  if (kind === 2) return `${before}${after.charAt(0)}${letter}${after.slice(1)}`;
  if (kind === 3) return `${before}${other}${letter}${after}`;
  return `${before}${other}${after}`;
}
