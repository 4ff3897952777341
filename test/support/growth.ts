/** Two sizes of the same input. */
export interface Sizes {
  readonly from: number;
  readonly to: number;
}

const tries = 8;

async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/**
 * How many times more processor time the larger input takes: the least of several measurements, taken in turn in one process, so
 * that a busy or a slow machine says the same as a fast one. A work in proportion to its input gives about `to / from`, a square
 * the square of it in every measurement. Below a millisecond nothing can be told, and counts as one.
 */
export async function growthOf(work: (size: number) => unknown, { from, to }: Sizes): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < tries && least > to / from; round += 1) {
    const small = Math.max(await cpuMs(() => work(from)), 1);
    least = Math.min(least, (await cpuMs(() => work(to))) / small);
  }
  return least;
}
