import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { type FaultRun, takeoverMs, toReport, withSystem } from '../fault-run.ts';
import { startSystem } from '../harness/system.ts';

const forms = {
  short: { kills: 2, events: 500, perSecond: 100, customers: 80 },
  long: { kills: 20, events: 20_000, perSecond: 150, customers: 1_000 },
};

const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

/** The clock of the day is wrong; the monotonic one, which the history uses, is left alone. */
function skewed(offset: string): Record<string, string> {
  return { LD_PRELOAD: library, FAKETIME: offset, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
}

async function runWith(form: 'short' | 'long', offset: string) {
  const { kills, events, perSecond, customers } = forms[form];
  const environment = (place: number): Record<string, string> => (place === 0 ? skewed(offset) : {});
  return withSystem(startSystem({ leaseMs: 2_000, environment }), async (system) => {
    const { fleet, generator } = system;
    const load = generator.run({ count: events, perSecond, customers });
    for (let kill = 0; kill < kills; kill += 1) {
      await wait((events * 1_000) / perSecond / (kills + 1));
      const victim = fleet.workers[kill % fleet.workers.length];
      if (victim) await fleet.kill(victim);
    }
    await load;
    return system.conclude({ customers, mostDuplicates: kills });
  });
}

/** R8: the clock of one of two workers is ten minutes fast, then ten minutes slow, while both are killed in turn. */
export const clockSkew: FaultRun = {
  id: 'R8',
  title: 'one of two workers ten minutes ahead, then ten minutes behind (libfaketime)',
  goal: '0 violations',
  missing: () => (existsSync(library) ? undefined : '[needs libfaketime]'),
  async run(form) {
    const ahead = await runWith(form, '+10m');
    const behind = await runWith(form, '-10m');
    const first = toReport(ahead, { 'taken over (ahead)': takeoverMs(ahead.history).length });
    const second = toReport(behind, { 'taken over (behind)': takeoverMs(behind.history).length });
    const both = Object.entries(second.figures).map(([name, value]) => {
      const other = first.figures[name];
      return [name, typeof other === 'number' && typeof value === 'number' ? other + value : value] as const;
    });
    return { figures: { ...first.figures, ...Object.fromEntries(both) }, violations: [...first.violations, ...second.violations] };
  },
};
