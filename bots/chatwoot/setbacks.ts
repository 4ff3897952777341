/** How long what has failed is left alone: longer each time, until it goes well. */
export interface Setbacks {
  /** It has failed. @returns for how long it rests, in milliseconds */
  note(what: string): number;
  end(what: string): void;
  /** Whether it has failed the last time. */
  isKnown(what: string): boolean;
  isOver(what: string): boolean;
}

const firstMs = 1_000;
const longestMs = 60_000;

export function createSetbacks({ ticks }: { readonly ticks: () => number }): Setbacks {
  const known = new Map<string, { readonly waitMs: number; readonly until: number }>();
  return {
    note(what) {
      const before = known.get(what)?.waitMs;
      const waitMs = before === undefined ? firstMs : Math.min(longestMs, before * 2);
      known.set(what, { waitMs, until: ticks() + waitMs });
      return waitMs;
    },
    isKnown: (what) => known.has(what),
    end: (what) => void known.delete(what),
    isOver: (what) => ticks() >= (known.get(what)?.until ?? Number.NEGATIVE_INFINITY),
  };
}
