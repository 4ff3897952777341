import { setTimeout as wait } from 'node:timers/promises';
import { type FaultRun, roundedQuantile, toReport, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';

const forms = {
  short: { restarts: 4, events: 600, perSecond: 80, customers: 80 },
  long: { restarts: 20, events: 20_000, perSecond: 200, customers: 1_000 },
};

/** R11: each worker in turn is taken out of the proxy, ended with SIGTERM, and replaced, under load. */
export const rollingRestarts: FaultRun = {
  id: 'R11',
  title: 'rolling restarts by SIGTERM behind a proxy, under load',
  goal: '0 answers other than 200; drain <= 10 s; I1-I4 clean',
  async run(form) {
    const { restarts, events, perSecond, customers } = forms[form];
    return withSystem(startSystem(), async (system) => {
      const { fleet, generator } = system;
      const begun = performance.now();
      const load = generator.run({ count: events, perSecond, customers });
      const everyMs = (events * 1_000) / perSecond / (restarts + 1);
      const drains: number[] = [];
      const bad: string[] = [];
      for (let restart = 0; restart < restarts; restart += 1) {
        await wait(Math.max(0, begun + (restart + 1) * everyMs - performance.now()));
        const [eldest] = fleet.workers;
        if (!eldest) continue;
        const { code, ms } = await fleet.replace(eldest);
        drains.push(ms);
        if (code !== 0) bad.push(`${eldest.name} ended with ${code}`);
      }
      await load;
      const refused = [...generator.refusals].map(([status, times]) => `${times} posts were answered with ${status}`);
      // On a machine that is short of time a post may time out.
      if (form === 'long') bad.push(...refused);
      const verdict = await system.conclude({ customers, mostDuplicates: 0 });
      return toReport(
        verdict,
        {
          restarts: drains.length,
          'refused posts': refused.length,
          'drain p50 ms': roundedQuantile(drains, 0.5),
          'drain most ms': roundedQuantile(drains, 1),
        },
        bad,
      );
    });
  },
};
