const poisons: Readonly<Record<string, () => void>> = {
  throw() {
    throw new TypeError('poison');
  },
  loop() {
    for (;;);
  },
  fill() {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 1e6 }, (_unused, index) => `${index}`));
  },
};

/** What an event that nobody can handle does to the process: throws, never ends, or takes all the memory. Nothing for any other event. */
export function poison(what: string): void {
  poisons[what]?.();
}
