/** An entry that a process has numbered. */
export interface NumberedEntry {
  readonly process: string;
  readonly number: number;
  /** Of a gap: how many are not here; it has the number of the last one, and stands in its place. */
  readonly missing?: number;
}

interface Numbers {
  /** Everything below is there. */
  next: number;
  /** Above it; entries come in their order but for a few. */
  readonly ahead: Set<number>;
  highest: number;
}

const widest = 1_000_000;

/** Counts the entries that are missing in the numbers of each process, and those that gaps tell of. */
export function createLostCount({ fromTheStart }: { readonly fromTheStart: boolean }): {
  note(entry: NumberedEntry): void;
  lost(): number;
} {
  const processes = new Map<string, Numbers>();
  let told = 0;

  function numbersOf(process: string, first: number): Numbers {
    const known = processes.get(process);
    if (known) return known;
    // Where the chain begins in the middle, what came before its first entry was there once.
    const fresh = { next: fromTheStart ? 1 : first, ahead: new Set<number>(), highest: 0 };
    processes.set(process, fresh);
    return fresh;
  }

  return {
    note({ process, number, missing = 0 }) {
      told += missing;
      const first = Math.max(1, number - Math.max(1, missing) + 1);
      const numbers = numbersOf(process, first);
      numbers.highest = Math.max(numbers.highest, number);
      // A gap that follows on, or one so wide that nobody should go through it number by number.
      if (first <= numbers.next || missing > widest) numbers.next = Math.max(numbers.next, number + 1);
      for (let one = Math.max(first, numbers.next); one <= number; one += 1) numbers.ahead.add(one);
      while (numbers.ahead.delete(numbers.next)) numbers.next += 1;
    },
    lost() {
      const holes = [...processes.values()].map(({ next, ahead, highest }) => Math.max(0, highest - next + 1 - ahead.size));
      return holes.reduce((sum, count) => sum + count, told);
    },
  };
}
