import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../support/until.ts';
import { type FaultRun, toReport, withSystem } from '../fault-run.ts';
import { type System, startSystem } from '../harness/system.ts';
import { monotonicMs } from '../history.ts';

const forms = { short: { times: 1, customers: 30 }, long: { times: 10, customers: 100 } };
const megabytes = 32;

function mount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'guichet-fault', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Writes until nothing more fits. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  for (const size of [65_536, 1_024, 1])
    try {
      for (;;) writeSync(handle, Buffer.alloc(size));
    } catch {
      // Full, for pieces of this size.
    }
  closeSync(handle);
}

async function readiness({ fleet }: System): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${fleet.workers[0]?.port}/readyz`);
  await answer.body?.cancel();
  return answer.status;
}

interface Times {
  readonly refusedMs: number;
  readonly notReadyMs: number;
  readonly healthyMs: number;
}

/** Fills the disk of Redis and frees it again; how long it took to be noticed, and to be over. */
async function fillOnce(system: System, { folder, customers }: { readonly folder: string; readonly customers: number }): Promise<Times> {
  const { generator, recorder } = system;
  const ballast = join(folder, 'ballast');
  fill(ballast);
  const filledAt = monotonicMs();
  recorder.tell({ kind: 'fault', what: 'disk full' });
  const before = generator.refusals.get(503) ?? 0;
  const load = generator.run({ count: customers, perSecond: 50, customers });
  await until(async () => (generator.refusals.get(503) ?? 0) > before || undefined);
  const refusedMs = monotonicMs() - filledAt;
  await until(async () => (await readiness(system)) === 503 || undefined);
  const notReadyMs = monotonicMs() - filledAt;
  await rm(ballast);
  const freedAt = monotonicMs();
  recorder.tell({ kind: 'fault', what: 'disk free' });
  await until(async () => (await readiness(system)) === 200 || undefined);
  const healthyMs = monotonicMs() - freedAt;
  await load;
  return { refusedMs, notReadyMs, healthyMs };
}

/** R9: the disk of Redis is full. */
export const diskFull: FaultRun = {
  id: 'R9',
  title: 'the disk of Redis is full (a small tmpfs), then free again',
  goal: '503 within 1 s, /readyz not ready <= 2 s, no crash, healthy <= 5 s after space is back, 0 acknowledged events lost',
  missing: () => (process.getuid?.() === 0 ? undefined : '[needs root]'),
  async run(form) {
    const { times, customers } = forms[form];
    const folder = await mkdtemp(join(tmpdir(), 'guichet-disk-'));
    if (!mount(folder)) return { figures: { 'not run': '[needs root]: mount refused' }, violations: [] };
    try {
      return await withSystem(startSystem({ redisArgs: ['--dir', folder] }), async (system) => {
        await system.generator.run({ count: 3 * customers, perSecond: 60, customers });
        const all: Times[] = [];
        for (let time = 0; time < times; time += 1) all.push(await fillOnce(system, { folder, customers }));
        const verdict = await system.conclude({ customers, mostDuplicates: customers });
        const most = (name: keyof Times): number => Math.round(Math.max(...all.map((one) => one[name])));
        const crashes = system.fleet.crashes.map((crash) => `a worker crashed: ${crash}`);
        const figures = { times, 'until 503 most ms': most('refusedMs'), 'until not ready most ms': most('notReadyMs') };
        return toReport(verdict, { ...figures, 'until healthy most ms': most('healthyMs') }, crashes);
      });
    } finally {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    }
  },
};
