import type { CustomerBanking, TransactionQuery } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { outsideBooks } from './list-answer.ts';
import { type Asked, searchArguments } from './search-arguments.ts';

type SumLine = readonly ['sum.in' | 'sum.out' | 'none' | 'too_old' | 'to_come', ReplyArguments];

interface SumAsked extends Asked {
  readonly skip?: number | undefined;
}

/** How much went out, or came in, of what was asked for: a line for each currency. */
export async function answerSum(bank: CustomerBanking, asked: SumAsked & TransactionQuery): Promise<readonly SumLine[]> {
  const way = asked.direction ?? (asked.category === 'salary' || asked.category === 'refund' ? 'in' : 'out');
  const { count: _count, skip: _skip, ...counted } = asked;
  const report = await bank.transactions({ ...counted, direction: way });
  const outside = outsideBooks(report);
  if (outside) return [outside];
  const search = searchArguments(asked, report);
  // What was found may be no money spent or received: refused payments, transfers between the customer's own accounts.
  if (report.sums.length === 0) return [['none', search]];
  return report.sums.map(({ count, leftOut, ...sum }): SumLine => [`sum.${way}`, { ...search, sum: sum[way], count, leftOut }]);
}
