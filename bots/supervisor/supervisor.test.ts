import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { until } from '../../test/support/until.ts';
import type { FromWorker } from './messages.ts';
import type { Supervised } from './supervised.ts';
import { createSupervisor, type Supervisor, type SupervisorTimes } from './supervisor.ts';

/** A worker process that a test plays. */
interface Actor extends Supervised {
  tell(message: FromWorker): void;
  end(code: number | null): void;
  readonly signals: readonly string[];
}

let pids = 0;

function actor({ obeys = true } = {}): Actor {
  const listeners = new Set<(message: FromWorker) => void>();
  const { promise: exited, resolve: end } = Promise.withResolvers<number | null>();
  const signals: string[] = [];
  return {
    pid: (pids += 1),
    exited,
    end,
    signals,
    tell: (message) => listeners.forEach((listener) => listener(message)),
    onMessage(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    send: () => undefined,
    signal(signal) {
      signals.push(signal);
      if (signal === 'SIGKILL' || obeys) end(signal === 'SIGKILL' ? null : 0);
    },
  };
}

const quick: SupervisorTimes = {
  silentMs: 50,
  startMs: 3_600_000,
  checkMs: 5,
  shortLifeMs: 0,
  firstPauseMs: 1,
  longestPauseMs: 4,
  stopMs: 3_600_000,
};
const ready: FromWorker = { kind: 'ready', url: 'https://bot.example', localUrl: 'http://localhost:1' };

let supervisor: Supervisor;
const cast: Actor[] = [];
const replaced: string[] = [];
afterEach(async () => {
  await supervisor.stop();
  cast.length = 0;
  replaced.length = 0;
});

interface Scene {
  readonly count?: number;
  readonly times?: Partial<SupervisorTimes>;
  readonly obeys?: boolean;
  readonly ticks?: () => number;
}

function open({ count = 1, times = {}, obeys = true, ticks }: Scene = {}): Promise<unknown> {
  supervisor = createSupervisor({
    count,
    fork() {
      const worker = actor({ obeys });
      cast.push(worker);
      return worker;
    },
    onReplaced: (why) => void replaced.push(why),
    log: { info: () => undefined, error: () => undefined },
    times: { ...quick, ...times },
    ...(ticks ? { ticks } : {}),
  });
  return supervisor.start();
}

describe('the supervisor', () => {
  test('starts one worker, says where it serves, and starts the others then', async () => {
    const serving = open({ count: 3 });
    cast[0]?.tell({ kind: 'beat' });
    await setImmediate();
    expect(supervisor.workers()).toHaveLength(1);
    cast[0]?.tell(ready);
    expect(await serving).toEqual({ url: 'https://bot.example', localUrl: 'http://localhost:1' });
    expect(supervisor.workers()).toHaveLength(3);
  });

  test('replaces a worker that dies', async () => {
    const serving = open({ count: 2 });
    cast[0]?.tell(ready);
    await serving;
    cast[1]?.end(null);
    await until(async () => cast.length === 3 || undefined);
    expect([replaced, supervisor.workers().length, cast[0]?.signals]).toEqual([['died'], 2, []]);
  });

  test('kills and replaces a worker that is silent', async () => {
    const serving = open({ count: 2 });
    cast[0]?.tell(ready);
    await serving;
    cast[1]?.tell(ready);
    const alive = setInterval(() => cast[0]?.tell({ kind: 'beat' }), 5);
    await until(async () => cast.length === 3 || undefined);
    clearInterval(alive);
    expect([cast[1]?.signals, replaced[0]]).toEqual([['SIGKILL'], 'hung']);
  });

  test('leaves a worker that is still starting the time for it, however silent it falls after a first sign of life', async () => {
    let now = 0;
    let looks = 0;
    const ticks = (): number => {
      looks += 1;
      return now;
    };
    const serving = open({ count: 2, ticks });
    cast[0]?.tell(ready);
    await serving;
    cast[1]?.tell({ kind: 'beat' });
    for (let passed = 0; passed < 10; passed += 1) {
      const before = looks;
      now += 10;
      cast[0]?.tell({ kind: 'beat' });
      await until(async () => looks > before + 4 || undefined);
    }
    expect([cast[1]?.signals, cast.length]).toEqual([[], 2]);
  });

  test('does not take a pause of its own for one of its workers', async () => {
    let now = 0;
    let looks = 0;
    const ticks = (): number => {
      looks += 1;
      return now;
    };
    const serving = open({ ticks });
    cast[0]?.tell(ready);
    await serving;
    // As after a laptop’s sleep: the next look is an hour later.
    now = 3_600_000;
    const before = looks;
    await until(async () => looks > before + 5 || undefined);
    expect([cast[0]?.signals, cast.length]).toEqual([[], 1]);
  });

  test('gives up where the first worker cannot serve', async () => {
    const serving = open();
    cast[0]?.end(1);
    await expect(serving).rejects.toThrow('ended before it served');
  });

  test('ends when all workers have ended, and replaces none of them', async () => {
    const serving = open({ count: 2 });
    cast[0]?.tell(ready);
    await serving;
    await supervisor.stop();
    expect([cast.map(({ signals }) => signals), supervisor.workers(), cast.length]).toEqual([[['SIGTERM'], ['SIGTERM']], [], 2]);
  });

  test('kills workers that do not end', async () => {
    const serving = open({ obeys: false, times: { stopMs: 10 } });
    cast[0]?.tell(ready);
    await serving;
    await supervisor.stop();
    expect(cast[0]?.signals).toEqual(['SIGTERM', 'SIGKILL']);
  });
});
