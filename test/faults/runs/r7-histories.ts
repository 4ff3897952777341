import fc from 'fast-check';
import type { FaultRun } from '../fault-run.ts';
import { checkHistory } from '../r7/check-history.ts';
import { histories } from '../r7/history.ts';
import { openRedisWorld, openSqliteWorld } from '../r7/open-worlds.ts';

const forms = { short: { numRuns: 300 }, long: { numRuns: 10_000 } };

async function play(
  open: typeof openSqliteWorld,
  numRuns: number,
): Promise<{ readonly played: number; readonly complaint: string | undefined }> {
  const world = await open();
  try {
    const property = fc.asyncProperty(histories, (history) => checkHistory(world, history));
    const { numRuns: played, failed, counterexample } = await fc.check(property, { numRuns });
    return { played, complaint: failed ? `differs from the model: ${JSON.stringify(counterexample)}` : undefined };
  } finally {
    await world.close();
  }
}

/** R7: events come several times, out of order and days late; what comes of them is what the sequential model says. */
export const shuffledHistories: FaultRun = {
  id: 'R7',
  title: 'histories with duplicates, shuffles and late events against a sequential model',
  goal: 'all histories end as the model says, on SQLite and on Redis',
  async run(form) {
    const { numRuns } = forms[form];
    const [sqlite, redis] = [await play(openSqliteWorld, numRuns), await play(openRedisWorld, numRuns)];
    return {
      figures: { 'histories on SQLite': sqlite.played, 'histories on Redis': redis.played },
      violations: [sqlite, redis].flatMap(({ complaint }) => complaint ?? []),
    };
  },
};
