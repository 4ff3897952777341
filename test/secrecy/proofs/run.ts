import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { Form, Proof, RunReport } from './proof.ts';
import { proofs } from './proofs.ts';

/** `npm run proofs [-- canaries leaks] [-- --short] [-- --json FILE]`: prints what the proofs came to, exits with 1 on any violation. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const form: Form = values.short ? 'short' : 'long';

interface Line {
  readonly id: string;
  readonly form: Form;
  readonly at: string;
  /** Of the machine over the last minute, when it began. */
  readonly load: number;
  readonly skipped?: string;
  readonly minutes?: number;
  readonly report?: RunReport;
}

function chosen(): readonly Proof[] {
  const unknown = positionals.filter((id) => !proofs.some((proof) => proof.id === id));
  if (unknown.length > 0) throw new TypeError(`there is no ${unknown.join(', ')}: ${proofs.map(({ id }) => id).join(' ')}`);
  return positionals.length === 0 ? proofs : proofs.filter(({ id }) => positionals.includes(id));
}

async function perform(proof: Proof): Promise<Line> {
  const line = { id: proof.id, form, at: new Date().toISOString(), load: Math.round((loadavg()[0] ?? 0) * 10) / 10 };
  const skipped = proof.missing?.();
  if (skipped !== undefined) return { ...line, skipped };
  const begun = performance.now();
  const report = await proof.run(form);
  return { ...line, minutes: (performance.now() - begun) / 60_000, report };
}

function print({ id, at, load, skipped, minutes = 0, report }: Line, { title, goal }: Proof): void {
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  write(`\n${id}  ${title} (${form}, ${minutes.toFixed(1)} min, ${at}, load ${load})\n    goal: ${goal}`);
  if (!report) return write(`    not run: ${skipped ?? ''}`);
  for (const [name, value] of Object.entries(report.figures)) write(`    ${name.padEnd(40)} ${value}`);
  write(`    ${'violations'.padEnd(40)} ${report.violations.length}`);
  for (const violation of report.violations.slice(0, 20)) write(`      ${violation}`);
}

const lines: Line[] = [];
for (const proof of chosen()) {
  const line = await perform(proof);
  lines.push(line);
  print(line, proof);
}
if (values.json) await writeFile(values.json, `${JSON.stringify(lines, null, 2)}\n`);
const broken = lines.filter(({ report }) => report && report.violations.length > 0).map(({ id }) => id);
process.stdout.write(broken.length === 0 ? '\nno violations\n' : `\nviolations in ${broken.join(', ')}\n`);
process.exit(broken.length === 0 ? 0 : 1);
