import { deepStrictEqual } from 'node:assert';
import type { History } from './history.ts';
import { playHistory, type World } from './play-history.ts';
import { expectedOutcomes } from './sequential-model.ts';

/**
 * Plays a history and compares what came of it with the sequential model.
 * @throws AssertionError with both sides where they differ.
 */
export async function checkHistory(world: World, history: History): Promise<void> {
  const overlapsBefore = world.witness.overlaps;
  const { accepted, outcomes } = await playHistory(world, history);
  const inOrder = (map: ReadonlyMap<number, unknown>): [number, unknown][] => [...map].toSorted(([one], [other]) => one - other);
  deepStrictEqual(inOrder(outcomes), inOrder(expectedOutcomes(history)));
  deepStrictEqual(
    [...accepted].filter(([, times]) => times !== 1),
    [],
  );
  deepStrictEqual(world.witness.overlaps - overlapsBefore, 0);
}
