import { describe, expect, test } from '@jest/globals';
import { redisServerInstalled } from '../support/redis-server.ts';
import { faultRuns } from './fault-runs.ts';

/** Those that take seconds; `npm run faults -- --short` runs the others too. */
const here: ReadonlySet<string> = new Set(['R1', 'R2', 'R3', 'R4', 'R5', 'R8', 'R9', 'R11', 'R16']);

/** Far more than any of them needs. */
const timeoutMs = 600_000;

for (const { id, title, missing, run } of faultRuns.filter((each) => here.has(each.id))) {
  const needs = missing?.();
  const suite = redisServerInstalled() && needs === undefined ? describe : describe.skip;
  suite(`${id} [needs redis-server]${needs ?? ''}`, () => {
    test(
      title,
      async () => {
        const { figures, violations } = await run('short');
        expect(violations).toEqual([]);
        expect(figures['acknowledged']).toBe(figures['events']);
      },
      timeoutMs,
    );
  });
}
