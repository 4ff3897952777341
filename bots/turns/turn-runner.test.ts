import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Claim } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { until } from '../../test/support/until.ts';
import type { TurnResult } from './attempts.ts';
import { createTurnRunner, type TurnRunner } from './turn-runner.ts';

const claimOf = (conversation: string, attempt = 1): Claim => ({
  conversation,
  fence: 1,
  eventId: 'e',
  event: {},
  state: undefined,
  unsent: [],
  attempt,
});

/** What was let go of, and how. */
const released: string[] = [];
const saidToBegin: string[] = [];
const failed: string[] = [];
const renewed: string[] = [];
beforeEach(() => {
  renewed.length = 0;
  released.length = 0;
  saidToBegin.length = 0;
  failed.length = 0;
});

function runnerThat(
  perform: (claim: Claim) => Promise<TurnResult>,
  change: { leaseMs?: number; sideBySide?: number; finish?: () => Promise<undefined> } = {},
): TurnRunner {
  const { leaseMs = 40, sideBySide = 256, finish = async () => undefined } = change;
  return createTurnRunner({
    conversations: {
      finish,
      begin: async ({ eventId }) => (saidToBegin.push(eventId), 'ok'),
      async renew({ conversation }) {
        renewed.push(conversation);
        return 'ok';
      },
      release: async ({ conversation }, how) => void released.push(`${conversation} ${how}`),
    },
    perform,
    leaseMs,
    sideBySide,
    onFailed: ({ conversation }) => void failed.push(conversation),
    log: { warn: () => undefined, error: () => undefined },
  });
}

describe('the turn runner', () => {
  test('runs so many turns side by side, and the others in order of arrival', async () => {
    const begun: string[] = [];
    const gates: (() => void)[] = [];
    const runner = runnerThat(
      async ({ conversation }) => {
        begun.push(conversation);
        await new Promise<void>((resolve) => gates.push(resolve));
        return 'done';
      },
      { sideBySide: 2 },
    );
    for (const name of ['a', 'b', 'c', 'd']) void runner.run(claimOf(name));
    await until(async () => begun.length === 2 || undefined);
    expect([begun, runner.held()]).toEqual([['a', 'b'], { active: 4, parked: 0, waitedMs: expect.any(Number) }]);
    gates.shift()?.();
    await until(async () => begun.length === 3 || undefined);
    expect(begun).toEqual(['a', 'b', 'c']);
    for (const count of [3, 4]) {
      await until(async () => begun.length >= count || undefined);
      for (const open of gates.splice(0)) open();
    }
    await runner.settled();
    expect(runner.held()).toEqual({ active: 0, parked: 0 });
  });

  test('says that it begins where the try is not the first', async () => {
    const runner = runnerThat(async () => 'done');
    await runner.run(claimOf('a'));
    await runner.run({ ...claimOf('b'), attempt: 2 });
    expect(saidToBegin).toEqual([claimOf('b').eventId]);
  });

  test('gives a broken event back at once, and the try counts', async () => {
    const runner = runnerThat(async () => 'failed');
    await runner.run(claimOf('c'));
    expect([released, failed]).toEqual([['c failed'], ['c']]);
  });

  test.each(['halted', 'postponed'] as const)(
    'keeps a conversation that is %s for a while, and gives it back untouched',
    async (result) => {
      const runner = runnerThat(async () => result);
      await runner.run(claimOf('c'));
      expect([renewed, released, runner.held().parked]).toEqual([['c'], [], 1]);
      await until(async () => released.length > 0 || undefined);
      expect([released, failed]).toEqual([['c untouched'], []]);
    },
  );

  test('does the same where a turn is over and the store does not take that in', async () => {
    const finish = async (): Promise<never> => {
      throw new StoreUnavailableError('away');
    };
    const runner = runnerThat(async () => 'done', { finish });
    await runner.run(claimOf('c'));
    await until(async () => released.length > 0 || undefined);
    expect(released).toEqual(['c untouched']);
  });

  test('touches nothing that another worker has taken over', async () => {
    const runner = runnerThat(async () => 'stale');
    await runner.run(claimOf('c'));
    expect(released).toEqual([]);
  });

  test('once closed lets go of what waits, of what is parked and of what comes', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const runner = runnerThat(
      async ({ conversation }) => {
        if (conversation === 'parked') return 'halted';
        await gate;
        return 'done';
      },
      { sideBySide: 1, leaseMs: 3_600_000 },
    );
    await runner.run(claimOf('parked'));
    const begun = Date.now();
    await until(async () => Date.now() - begun > 50 || undefined);
    expect(runner.held().parked).toBe(1);
    void runner.run(claimOf('running'));
    void runner.run(claimOf('waiting'));
    runner.close();
    void runner.run(claimOf('late'));
    open();
    await runner.settled();
    expect(released.toSorted()).toEqual(['late untouched', 'parked untouched', 'waiting untouched']);
  });
});
