import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Agent, setGlobalDispatcher } from 'undici';
import { redisServerInstalled } from '../support/redis-server.ts';
import type { FaultRun, Form, RunReport } from './fault-run.ts';
import { faultRuns } from './fault-runs.ts';

/** `npm run faults [-- R1 R2] [-- --short] [-- --json FILE]`: runs the fault tests, prints what they came to, exits with 1 on any violation. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, json: { type: 'string' } },
});
// Echoes wait for a connection rather than open one each.
setGlobalDispatcher(new Agent({ connections: 64 }));
const form: Form = values.short ? 'short' : 'long';

interface Line {
  readonly id: string;
  readonly form: Form;
  readonly skipped?: string;
  readonly minutes?: number;
  readonly report?: RunReport;
}

function chosen(): readonly FaultRun[] {
  const unknown = positionals.filter((id) => !faultRuns.some((run) => run.id === id));
  if (unknown.length > 0) throw new TypeError(`there is no ${unknown.join(', ')}: ${faultRuns.map(({ id }) => id).join(' ')}`);
  return positionals.length === 0 ? faultRuns : faultRuns.filter(({ id }) => positionals.includes(id));
}

function print({ id, skipped, minutes = 0, report }: Line, { title, goal }: FaultRun): void {
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  write(`\n${id}  ${title} (${form}, ${minutes.toFixed(1)} min)\n    goal: ${goal}`);
  if (!report) return write(`    not run: ${skipped ?? ''}`);
  for (const [name, value] of Object.entries(report.figures)) write(`    ${name.padEnd(32)} ${value}`);
  write(`    ${'violations'.padEnd(32)} ${report.violations.length}`);
  for (const violation of report.violations.slice(0, 20)) write(`      ${violation}`);
}

async function perform(run: FaultRun): Promise<Line> {
  const skipped = redisServerInstalled() ? run.missing?.() : '[needs redis-server]';
  if (skipped !== undefined) return { id: run.id, form, skipped };
  const begun = performance.now();
  const report = await run.run(form);
  return { id: run.id, form, minutes: (performance.now() - begun) / 60_000, report };
}

const lines: Line[] = [];
for (const run of chosen()) {
  const line = await perform(run);
  lines.push(line);
  print(line, run);
}
if (values.json) await writeFile(values.json, `${JSON.stringify(lines, null, 2)}\n`);
const broken = lines.filter(({ report }) => report && report.violations.length > 0).map(({ id }) => id);
process.stdout.write(broken.length === 0 ? '\nno violations\n' : `\nviolations in ${broken.join(', ')}\n`);
process.exit(broken.length === 0 ? 0 : 1);
