import { setTimeout as wait } from 'node:timers/promises';

const pollEveryMs = 10;

/** Polls in real time until `check` gives something. For what only another process can bring about; the test's own time-out ends it. */
export async function until<Result>(check: () => Promise<Result | undefined>): Promise<Result> {
  for (;;) {
    const result = await check();
    if (result !== undefined) return result;
    await wait(pollEveryMs);
  }
}
