import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Expression } from './gather-expressions.ts';

const attackSchema = z.object({
  pumps: z.array(z.object({ prefix: z.string(), pump: z.string() })),
  suffix: z.string(),
});
/** A text that takes an expression long: each pump as often as one likes, and what follows them. */
export type Attack = z.infer<typeof attackSchema>;

const boundedSchema = z.object({
  /** Of the expression. */
  digest: z.string(),
  file: z.string(),
  /** As the checker says it; `unknown` where it found no answer in time. */
  complexity: z.string(),
  attack: attackSchema.optional(),
});

/** What the checker found of each expression, by its digest. */
const checkedSchema = z.object({ linear: z.array(z.string()), bounded: z.array(boundedSchema) });
export type Checked = z.infer<typeof checkedSchema>;

export const checkedFile = new URL('checked.json', import.meta.url);

export function readChecked(): Checked {
  return checkedSchema.parse(JSON.parse(readFileSync(checkedFile, 'utf8')));
}

export function digestOf({ source, flags }: Pick<Expression, 'source' | 'flags'>): string {
  return createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 12);
}

/** The attack grown to a length, in UTF-16 units. */
export function attackOf({ pumps, suffix }: Attack, length: number): string {
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length);
  const share = Math.max(1, Math.floor((length - fixed) / Math.max(1, pumps.length)));
  return pumps
    .map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(share / Math.max(1, pump.length))))
    .join('')
    .slice(0, length - suffix.length)
    .concat(suffix);
}
