/** Looks again and again, never twice at the same time. */
export interface Sweep {
  start(): void;
  /** Looks at once, or once more after the look under way. */
  soon(): void;
  /** Resolves when the look under way is over. */
  stop(): Promise<void>;
}

/** @param look never rejects. */
export function createSweep(look: () => Promise<void>, everyMs: number): Sweep {
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;
  let again = false;

  const begin = (): void => {
    again = false;
    current = look().finally(() => {
      current = undefined;
      if (again && timer) begin();
    });
  };

  return {
    start() {
      timer = setInterval(() => (current ? undefined : begin()), everyMs);
    },
    soon() {
      if (current) again = true;
      else if (timer) begin();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      await current;
    },
  };
}
