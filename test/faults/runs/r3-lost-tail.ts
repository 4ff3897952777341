import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type FaultRun, toReport, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';

const forms = {
  short: { cuts: 2, perRound: 240, perSecond: 100, customers: 60 },
  long: { cuts: 30, perRound: 900, perSecond: 150, customers: 300 },
};

/** How much of the append-only file is lost: what a power cut may take of a file that is synced every second. */
const lostMs = 1_000;
const sampleMs = 50;
const slowBankMs = 600;
const betweenMs = 5_000;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** The part of the append-only file that is being written to. */
async function tailFile(folder: string): Promise<string> {
  const parts = await readdir(join(folder, 'appendonlydir'));
  const newest = parts
    .filter((file) => file.endsWith('.incr.aof'))
    .sort()
    .at(-1);
  if (newest === undefined) throw new Error('Redis has no append-only file');
  return join(folder, 'appendonlydir', newest);
}

/** Follows the length of a file, so that one can say what it was a while ago. */
function followLength(file: string): { lengthAgo(ms: number): number; stop(): void } {
  const samples: Sample[] = [];
  const timer = setInterval(() => {
    void stat(file).then(({ size }) => samples.push({ at: performance.now(), bytes: size }));
  }, sampleMs);
  return {
    lengthAgo: (ms) => samples.findLast(({ at }) => at <= performance.now() - ms)?.bytes ?? 0,
    stop: () => clearInterval(timer),
  };
}

/** R3: power loss. Redis ends, the last second of its append-only file is gone, and what was sent then is delivered again. */
export const lostTail: FaultRun = {
  id: 'R3',
  title: 'power loss: the last second of the append-only file is cut off, events are delivered again',
  goal: '0 bank writes twice; the effects of all events present after redelivery',
  async run(form) {
    const { cuts, perRound, perSecond, customers } = forms[form];
    const folder = await mkdtemp(join(tmpdir(), 'guichet-lost-tail-'));
    let lostBytes = 0;
    try {
      return await withSystem(startSystem({ leaseMs: 2_000, redisArgs: ['--dir', folder] }), async (system) => {
        const { generator, redis, recorder, graph } = system;
        if (!redis) throw new TypeError('this needs a Redis of its own');
        let inWindow = 0;
        // Turns that are under way when Redis goes, and still are when it is back.
        system.lines.bank.fault({ kind: 'latency', ms: slowBankMs });
        for (let cut = 0; cut < cuts; cut += 1) {
          const length = followLength(await tailFile(folder));
          const load = generator.run({ count: perRound, perSecond, customers });
          await wait((perRound * 1_000) / perSecond / 2 + lostMs / 2);
          await redis.kill();
          length.stop();
          const file = await tailFile(folder);
          const { size } = await stat(file);
          const kept = Math.min(size, length.lengthAgo(lostMs));
          await truncate(file, kept);
          lostBytes += size - kept;
          const since = Date.now() - 2 * lostMs;
          inWindow += graph.messages.filter(({ at }) => at >= since).length;
          recorder.tell({ kind: 'fault', what: `power lost with ${size - kept} bytes` });
          await redis.restart();
          // As Meta or an operator would: everything that may have been lost comes again, under the same ids.
          await Promise.all((await load).map((event) => generator.deliver(event)));
          // What is done again is safe before the next cut: no event loses its turn three times, which would look like poison.
          await wait(betweenMs);
        }
        // Whatever was answered in the window of a cut may be answered again.
        const verdict = await system.conclude({ customers, mostDuplicates: inWindow, storeForgot: true });
        return toReport(verdict, { cuts, 'KB cut off': Math.round(lostBytes / 1_000), 'messages allowed twice': inWindow });
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
