import { merchantsIn } from './merchant-list.ts';
import type { Entities } from './slot-kinds.ts';

interface Asked {
  readonly merchant?: string | undefined;
  readonly period?: Entities['period'];
}

function periodsIn(period: Entities['period']): readonly Entities['period'][] {
  if (!period?.or) return [period];
  const { or, ...first } = period;
  return [first, or];
}

/** The same question once for each shop that was named, and for each way in which its date can be read. */
export function singleMeanings<Question extends Asked>(question: Question): readonly Question[] {
  const shops = merchantsIn(question.merchant);
  const periods = periodsIn(question.period);
  if (shops.length < 2 && periods.length < 2) return [question];
  return (shops.length > 0 ? shops : [undefined]).flatMap((merchant) => periods.map((period) => ({ ...question, merchant, period })));
}
