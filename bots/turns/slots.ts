/** A number of places, taken in order of arrival. */
export interface Slots {
  /** Waits for a place; false where none will come any more. */
  take(): Promise<boolean>;
  give(): void;
  /** How long whoever waits longest has waited, in milliseconds; undefined where nobody does. */
  readonly waitedMs: number | undefined;
  /** Sends away whoever waits, and whoever comes. */
  close(): void;
}

/** @param ticks milliseconds of a clock that never goes back. */
export function createSlots(count: number, ticks: () => number = () => performance.now()): Slots {
  const waiting: { readonly since: number; readonly resolve: (taken: boolean) => void }[] = [];
  let free = count;
  let closed = false;
  return {
    async take() {
      if (closed) return false;
      if (free > 0) {
        free -= 1;
        return true;
      }
      return new Promise((resolve) => waiting.push({ since: ticks(), resolve }));
    },
    give() {
      const next = waiting.shift();
      if (next) next.resolve(true);
      else free += 1;
    },
    get waitedMs() {
      return waiting[0] && ticks() - waiting[0].since;
    },
    close() {
      closed = true;
      for (const { resolve } of waiting.splice(0)) resolve(false);
    },
  };
}
