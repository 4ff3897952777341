/** Whether two words differ by at most `most` typing errors: a letter wrong, missing, added, or two swapped. */
export function isNear(word: string, target: string, most: number): boolean {
  if (Math.abs(word.length - target.length) > most) return false;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: target.length + 1 }, (_, column) => column);
  for (let row = 1; row <= word.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= target.length; column += 1) {
      const same = word[row - 1] === target[column - 1];
      const swapped = row > 1 && column > 1 && word[row - 1] === target[column - 2] && word[row - 2] === target[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    if (Math.min(...next) > most) return false;
    beforeLast = last;
    last = next;
  }
  return (last[target.length] ?? most + 1) <= most;
}

/** Replaces words that nobody knows by the key word they were meant to be. */
export function respell(words: string, keys: readonly string[], knows: (word: string) => boolean): string {
  return words
    .split(' ')
    .map((word) => (word.length < 5 || word.length > 16 || knows(word) ? word : nearest(word, keys)))
    .join(' ');
}

function nearest(word: string, keys: readonly string[]): string {
  return keys.find((key) => key[0] === word[0] && isNear(word, key, key.length >= 9 ? 2 : 1)) ?? word;
}
