import { setTimeout as wait } from 'node:timers/promises';
import { startRedisSentinel, type TestSentinel } from '../../support/redis-sentinel.ts';
import { until } from '../../support/until.ts';
import { type FaultRun, roundedQuantile, toReport, whileLoaded, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';
import { type Happening, monotonicMs } from '../history.ts';

const forms = {
  short: { kills: 1, hangs: 1, hangMs: 8_000, perSecond: 40, customers: 40 },
  long: { kills: 10, hangs: 10, hangMs: 30_000, perSecond: 60, customers: 200 },
};

const betweenMs = 3_000;

/**
 * Kills the master, and starts it again once another one has taken its place. A moment too early, and it would be the master still: with
 * an empty memory, which its replicas would copy.
 */
async function killMaster(rig: TestSentinel): Promise<void> {
  const master = await rig.master();
  await master.kill();
  await until(async () => (await rig.master()) !== master || undefined);
  await master.restart();
  // It begins empty: until it has copied what there is, nobody else may fail.
  await until(async () => (await rig.isInStep()) || undefined);
  await wait(betweenMs);
}

async function hangMaster(rig: TestSentinel, hangMs: number): Promise<void> {
  const master = await rig.master();
  master.signal('SIGSTOP');
  await wait(hangMs);
  master.signal('SIGCONT');
  await wait(betweenMs);
}

/** From each fault until an event that was sent after it was answered with 200, in ms. */
function outagesMs(history: readonly Happening[], faultsAt: readonly number[]): number[] {
  const sentAt = new Map<string, number>();
  const taken = history.flatMap((happening) => {
    if (happening.kind === 'sent') sentAt.set(happening.name, happening.at);
    return happening.kind === 'answered' && happening.status === 200 ? [{ sent: sentAt.get(happening.name) ?? 0, at: happening.at }] : [];
  });
  return faultsAt.map((faultAt) => (taken.find(({ sent }) => sent > faultAt)?.at ?? Number.POSITIVE_INFINITY) - faultAt);
}

/** R4: the master behind Sentinel is killed, then hangs, under load; each write waits for one replica. */
export const sentinelFaults: FaultRun = {
  id: 'R4',
  title: 'Sentinel: the master is killed, then hangs, under load (?wait=1)',
  goal: 'outage p95 <= 5 s (kill), <= 15 s (hang); 0 clients stuck; 0 lost or repeated effects',
  async run(form) {
    const { kills, hangs, hangMs, perSecond, customers } = forms[form];
    const rig = await startRedisSentinel();
    const redis = { url: `${rig.url}?wait=1`, stop: () => rig.stop() };
    return withSystem(startSystem({ redis }), async (system) => {
      const killed: number[] = [];
      const hung: number[] = [];
      await whileLoaded(system, { perSecond, customers }, async () => {
        await wait(betweenMs);
        for (let kill = 0; kill < kills; kill += 1) {
          killed.push(monotonicMs());
          await killMaster(rig);
        }
        for (let hang = 0; hang < hangs; hang += 1) {
          hung.push(monotonicMs());
          await hangMaster(rig, hangMs);
        }
      });
      const verdict = await system.conclude({ customers, mostDuplicates: (kills + hangs) * 5, storeForgot: true });
      const figures = { kills, hangs, 'worker crashes': system.fleet.deaths };
      return toReport(verdict, {
        ...figures,
        'outage by kill p95 ms': roundedQuantile(outagesMs(verdict.history, killed), 0.95),
        'outage by hang p95 ms': roundedQuantile(outagesMs(verdict.history, hung), 0.95),
      });
    });
  },
};
