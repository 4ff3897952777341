import { parseArgs } from 'node:util';
import { classifySets, type SetFigures } from './understanding/classify-sets.ts';
import { readLabelledLines } from './understanding/read-labelled-lines.ts';

const usage = 'usage: npm run -s classify -- --train train.jsonl --test test.jsonl [--json]';

function describe(figures: SetFigures): string {
  const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(2)} %`);
  return [
    `accuracy                      ${percent(figures.accuracy)}`,
    `macro-F1                      ${percent(figures.macroF1)}`,
    `calibration error             ${percent(figures.ece)}`,
    `out-of-scope AUROC            ${percent(figures.oosAuroc)}`,
    `out-of-scope recall, 95 % kept ${percent(figures.oosRecallAt95)}`,
    `training                      ${figures.trainSeconds.toFixed(1)} s of processor time`,
    `a sentence                    ${figures.microsecondsPerSentence.toFixed(0)} µs (median)`,
    `model                         ${figures.modelBytes} bytes`,
  ].join('\n');
}

function readArguments(): { readonly train: string; readonly test: string; readonly json: boolean } {
  const { values } = parseArgs({
    options: { train: { type: 'string' }, test: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if (values.train === undefined || values.test === undefined) throw new Error(usage);
  return { train: values.train, test: values.test, json: values.json };
}

try {
  const { train, test, json } = readArguments();
  const figures = classifySets({ train: await readLabelledLines(train), test: await readLabelledLines(test) });
  process.stdout.write(`${describe(figures)}\n`);
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
} catch (error) {
  process.stderr.write(`classify: ${error instanceof Error ? error.message : usage}\n`);
  process.exitCode = 1;
}
