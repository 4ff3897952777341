import { createRandom as createNumbers } from '../../understanding/random.ts';

/** The same choices at each run. */
export interface Random {
  below(limit: number): number;
  digits(count: number): string;
  pick<Item>(list: readonly Item[]): Item;
}

/** Choices that follow from a seed. */
export function createRandom(seed: number): Random {
  const next = createNumbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
    pick(list) {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
}
