import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';

/** `short`: what every test run can afford; `long`: what the documentation tells of. */
export type Form = 'short' | 'long';

/** What a trial came to. */
export interface RunReport {
  /** Name of a figure, with its unit, to its value. */
  readonly figures: Readonly<Record<string, number | string>>;
  /** What must never happen and did. */
  readonly violations: readonly string[];
}

/** Something that is promised, shown by trying. */
export interface Trial {
  /** `R1`, `canaries`. */
  readonly id: string;
  readonly title: string;
  /** What the long form is to show. */
  readonly goal: string;
  /** What the machine needs for it, as `[needs …]` says it; undefined where it is there. */
  missing?(): string | undefined;
  run(form: Form): Promise<RunReport>;
}

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

function chosen(trials: readonly Trial[], ids: readonly string[]): readonly Trial[] {
  const unknown = ids.filter((id) => !trials.some((trial) => trial.id === id));
  if (unknown.length > 0) throw new TypeError(`there is no ${unknown.join(', ')}: ${trials.map(({ id }) => id).join(' ')}`);
  return ids.length === 0 ? trials : trials.filter(({ id }) => ids.includes(id));
}

async function perform(trial: Trial, form: Form): Promise<Line> {
  const line = { id: trial.id, form, at: new Date().toISOString(), load: Math.round((loadavg()[0] ?? 0) * 10) / 10 };
  const skipped = trial.missing?.();
  if (skipped !== undefined) return { ...line, skipped };
  const begun = performance.now();
  const report = await trial.run(form);
  return { ...line, minutes: (performance.now() - begun) / 60_000, report };
}

function print({ id, form, at, load, skipped, minutes = 0, report }: Line, { title, goal }: Trial): void {
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  write(`\n${id}  ${title} (${form}, ${minutes.toFixed(1)} min, ${at}, load ${load})\n    goal: ${goal}`);
  if (!report) return write(`    not run: ${skipped ?? ''}`);
  for (const [name, value] of Object.entries(report.figures)) write(`    ${name.padEnd(40)} ${value}`);
  write(`    ${'violations'.padEnd(40)} ${report.violations.length}`);
  for (const violation of report.violations.slice(0, 20)) write(`      ${violation}`);
}

/**
 * Runs those of the trials that the command line names, `[ID …] [--short] [--json FILE]`, one after the other, and prints what they came to.
 * @returns the exit code: 1 where there was a violation.
 */
export async function runAll(trials: readonly Trial[], args = process.argv.slice(2)): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { short: { type: 'boolean', default: false }, json: { type: 'string' } },
  });
  const lines: Line[] = [];
  for (const trial of chosen(trials, positionals)) {
    const line = await perform(trial, values.short ? 'short' : 'long');
    lines.push(line);
    print(line, trial);
  }
  if (values.json) await writeFile(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  const broken = lines.filter(({ report }) => report && report.violations.length > 0).map(({ id }) => id);
  process.stdout.write(broken.length === 0 ? '\nno violations\n' : `\nviolations in ${broken.join(', ')}\n`);
  return broken.length === 0 ? 0 : 1;
}
