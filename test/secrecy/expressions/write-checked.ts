import { writeFile } from 'node:fs/promises';
import { checkExpression } from './check-expression.ts';
import { type Checked, checkedFile, digestOf, readChecked } from './checked.ts';
import { gatherExpressions } from './gather-expressions.ts';

/** `npm run expressions`: asks the checker about the regular expressions that are new, and writes down what it found of all there are. */
const before = readChecked();
const known = new Map<string, Checked['bounded'][number] | undefined>([
  ...before.linear.map((digest) => [digest, undefined] as const),
  ...before.bounded.map((one) => [one.digest, one] as const),
]);
const write = async (linear: readonly string[], bounded: Checked['bounded']): Promise<void> => {
  const inOrder = bounded.toSorted((one, other) => (one.file + one.digest < other.file + other.digest ? -1 : 1));
  await writeFile(checkedFile, `${JSON.stringify({ linear: linear.toSorted(), bounded: inOrder }, null, 1)}\n`);
};
const linear: string[] = [];
const bounded: Checked['bounded'][number][] = [];
for (const expression of await gatherExpressions()) {
  const digest = digestOf(expression);
  const kept = known.get(digest);
  const found = known.has(digest) ? (kept ?? { linear: digest }) : await checkExpression(expression);
  if ('linear' in found) linear.push(digest);
  else bounded.push(found);
  // Whoever stops here goes on here.
  if (!known.has(digest)) await write(linear, bounded);
  if (!known.has(digest) && 'complexity' in found)
    process.stdout.write(`${expression.file}: ${found.complexity}: /${expression.source.slice(0, 100)}/${expression.flags}\n`);
}
await write(linear, bounded);
process.stdout.write(`${linear.length} linear, ${bounded.length} not\n`);
