/** A number of places, taken in order of arrival. */
export interface Slots {
  /** Waits for a place; false where none will come any more. */
  take(): Promise<boolean>;
  give(): void;
  /** Sends away whoever waits, and whoever comes. */
  close(): void;
}

export function createSlots(count: number): Slots {
  const waiting: ((taken: boolean) => void)[] = [];
  let free = count;
  let closed = false;
  return {
    async take() {
      if (closed) return false;
      if (free > 0) {
        free -= 1;
        return true;
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next) next(true);
      else free += 1;
    },
    close() {
      closed = true;
      for (const refuse of waiting.splice(0)) refuse(false);
    },
  };
}
