import { parseArgs } from 'node:util';
import { runCanaries } from './canary-run.ts';

/** `npm run canaries [-- --dialogues 10000] [-- --seed 1]`: prints what was found; ends with 1 where a canary is where it must not be. */
const { values } = parseArgs({
  options: { dialogues: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20261130' } },
});
const begun = performance.now();
const report = await runCanaries({ dialogues: Number(values.dialogues), length: 8, seed: Number(values.seed) });
const { leaks, ...figures } = report;
for (const [name, value] of Object.entries({ ...figures, minutes: ((performance.now() - begun) / 60_000).toFixed(1), leaks: leaks.length }))
  process.stdout.write(`${name.padEnd(12)} ${value}\n`);
for (const leak of leaks.slice(0, 50)) process.stdout.write(`  ${JSON.stringify(leak)}\n`);
process.exit(leaks.length === 0 ? 0 : 1);
