import { redactTyped } from '../../../secrecy/redact-typed.ts';
import { createNeedReader } from '../../../understanding/plain/person.ts';
import { createEntityReader } from '../../../understanding/readers/entity-reader.ts';
import { withoutPoliteness } from '../../../understanding/text/politeness.ts';
import { analysedLength, readableText } from '../../../understanding/text/readable-text.ts';
import { checkExpression } from '../expressions/check-expression.ts';
import { attackOf, type Checked, digestOf, readChecked } from '../expressions/checked.ts';
import { type Expression, expressionsOfProduct } from '../expressions/gather-expressions.ts';
import type { Form, Proof, RunReport } from './proof.ts';

/** Milliseconds that one thing takes. */
function msOf(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

const context = { now: new Date('2026-11-30T12:00:00Z'), timeZone: 'Europe/Paris' };

/**
 * The longest that it takes to redact and to read a message as long as any that is read, made of what was found to hold an expression up;
 * and to redact one of 100 000 characters.
 */
function longestReading({ bounded }: Checked): { readonly read: number; readonly redacted: number } {
  const reader = createEntityReader();
  const plain = createNeedReader(() => false);
  const attacks = bounded.flatMap(({ attack }) => attack ?? []);
  const read = attacks.map((attack) => {
    const text = attackOf(attack, analysedLength);
    return msOf(() => {
      redactTyped(text);
      const spoken = withoutPoliteness(readableText(text));
      plain(spoken.folded);
      reader.read(spoken, context);
    });
  });
  const redacted = attacks.map((attack) => msOf(() => redactTyped(attackOf(attack, 100_000))));
  return { read: Math.max(0, ...read), redacted: Math.max(0, ...redacted) };
}

/** What the checker says today and the list does not. */
async function differences(expressions: readonly Expression[], { linear }: Checked): Promise<readonly string[]> {
  const listed = new Set(linear);
  const found: string[] = [];
  for (const expression of expressions) {
    const finding = await checkExpression(expression);
    if ('complexity' in finding && listed.has(finding.digest))
      found.push(`${expression.file}: listed as linear, and ${finding.complexity}: /${expression.source.slice(0, 80)}/`);
  }
  return found;
}

async function run(form: Form): Promise<RunReport> {
  const checked = readChecked();
  const expressions = await expressionsOfProduct();
  const known = new Set([...checked.linear, ...checked.bounded.map(({ digest }) => digest)]);
  const isNew = expressions.filter((expression) => !known.has(digestOf(expression)));
  const took = longestReading(checked);
  const exponential = checked.bounded.filter(({ complexity }) => complexity.includes('exponential'));
  return {
    figures: {
      'regular expressions': expressions.length,
      linear: checked.linear.length,
      'polynomial, or unknown': checked.bounded.length,
      exponential: exponential.length,
      'longest reading of 2 000 characters, ms': Math.round(took.read),
      'longest redaction of 100 000 characters, ms': Math.round(took.redacted),
    },
    violations: [
      ...isNew.map(({ file, source }) => `${file}: not checked yet (npm run expressions): /${source.slice(0, 80)}/`),
      ...exponential.map(({ file, digest }) => `${file}: exponential (${digest})`),
      ...(form === 'long' ? await differences(expressions, checked) : []),
    ],
  };
}

/** A7: no text that somebody sends keeps a process busy. */
export const expressions: Proof = {
  id: 'expressions',
  title: 'No regular expression can be held up by a text',
  goal: 'every one of ours is checked (recheck); none is exponential; a message is read for less than 50 ms whatever it holds',
  run,
};
