import { setTimeout as wait } from 'node:timers/promises';
import { type FaultRun, roundedQuantile, takeoverMs, toReport, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';

const forms = {
  short: { kills: 10, events: 1_500, perSecond: 100, customers: 100, leaseMs: 2_000, mostDuplicates: 10 },
  long: { kills: 200, events: 100_000, perSecond: 150, customers: 2_000, leaseMs: 5_000, mostDuplicates: 2 },
};

/** R1: workers are killed without warning, one after the other, under load. */
export const workerKills: FaultRun = {
  id: 'R1',
  title: 'SIGKILL of workers under load',
  goal: 'I1-I3: 0 violations; at most 1 message twice per 100 kills; takeover p99 <= 10 s',
  async run(form) {
    const { kills, events, perSecond, customers, leaseMs, mostDuplicates } = forms[form];
    return withSystem(startSystem({ leaseMs }), async (system) => {
      const { fleet, generator } = system;
      const begun = performance.now();
      const load = generator.run({ count: events, perSecond, customers });
      const everyMs = (events * 1_000) / perSecond / (kills + 1);
      for (let kill = 0; kill < kills; kill += 1) {
        await wait(Math.max(0, begun + (kill + 1) * everyMs - performance.now()));
        const victim = fleet.workers[kill % fleet.workers.length];
        if (victim) await fleet.kill(victim);
      }
      await load;
      const seconds = (performance.now() - begun) / 1_000;
      const verdict = await system.conclude({ customers, mostDuplicates });
      const takeovers = takeoverMs(verdict.history);
      return toReport(verdict, {
        kills: fleet.deaths,
        'events a second': Math.round(events / seconds),
        'conversations taken over': takeovers.length,
        'takeover p50 ms': roundedQuantile(takeovers, 0.5),
        'takeover p99 ms': roundedQuantile(takeovers, 0.99),
        'posts without an answer': generator.refusals.get(0) ?? 0,
      });
    });
  },
};
