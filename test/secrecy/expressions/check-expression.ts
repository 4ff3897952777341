import { check } from 'recheck';
import { type Attack, type Checked, digestOf } from './checked.ts';
import type { Expression } from './gather-expressions.ts';

/** The checker does not know the `v` flag; a class that needs it is one character all the same. */
function readable({ source, flags }: Expression): { readonly source: string; readonly flags: string } {
  if (!flags.includes('v')) return { source, flags };
  return { source: source.replaceAll(/\[\[[^\]]*\](?:--|&&)\[[^\]]*\]\]/g, '[^x]'), flags: flags.replace('v', 'u') };
}

export type Finding = { readonly linear: string } | Checked['bounded'][number];

/** Asks the checker (automata where it can, fuzzing where it cannot) how an expression’s time grows with its text. */
export async function checkExpression(expression: Expression): Promise<Finding> {
  const digest = digestOf(expression);
  const { source, flags } = readable(expression);
  const found = await check(source, flags, { timeout: 20_000 });
  if (found.status === 'safe') return { linear: digest };
  if (found.status === 'unknown') return { digest, file: expression.file, complexity: `unknown (${found.error.kind})` };
  const attack: Attack = { pumps: found.attack.pumps.map(({ prefix, pump }) => ({ prefix, pump })), suffix: found.attack.suffix };
  return { digest, file: expression.file, complexity: found.complexity.summary.replace(' (fuzz)', ''), attack };
}
