import { describe, expect, test } from '@jest/globals';
import { proofs } from './proofs.ts';

/** Far more than any of them needs. */
const timeoutMs = 600_000;

for (const { id, title, missing, run } of proofs) {
  const needs = missing?.();
  const suite = needs === undefined ? describe : describe.skip;
  suite(`the proof of ${id}${needs === undefined ? '' : ` ${needs}`}`, () => {
    test(
      title,
      async () => {
        expect((await run('short')).violations).toEqual([]);
      },
      timeoutMs,
    );
  });
}
