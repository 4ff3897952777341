import type { CustomerBanking, TransactionQuery, TransactionReport, TransactionView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import type { Asked } from './search-arguments.ts';

type PayKey = 'pay.yes' | 'pay.not_yet' | 'pay.never' | 'pay.last';

/** One sentence on pay or rent, and the entry it is about, if there is one. */
export interface PayAnswer {
  readonly key: PayKey;
  readonly args: ReplyArguments;
  readonly entry?: TransactionView | undefined;
}

interface PayAsked extends Asked {
  readonly view?: string | undefined;
  readonly skip?: number | undefined;
}

/** Pay and rent come one at a time: unless a list or a total is wanted, one of them is, the newest. */
export function asksForPay({ category, view, skip, amount, period, merchant, count = 1 }: PayAsked): boolean {
  if (category !== 'salary' && category !== 'rent') return false;
  if (view === 'whether') return true;
  return view === undefined && count === 1 && (skip ?? amount ?? period ?? merchant) === undefined;
}

function argumentsOf({ day, absolute, role, counterparty, status }: TransactionView): ReplyArguments {
  return { day, absolute, role, counterparty, status };
}

/** Whether the pay of the days has come, or the rent gone; of this month unless days were named. */
async function answerWhether(bank: CustomerBanking, query: TransactionQuery, latest: TransactionReport): Promise<PayAnswer> {
  const { category = 'salary', period } = query;
  const thisMonth = { from: `${latest.period.to.day.slice(0, 7)}-01` };
  const report = await bank.transactions({ ...query, period: period ?? thisMonth, count: 1 });
  const [entry] = report.entries;
  if (entry) return { key: 'pay.yes', args: { category, ...argumentsOf(entry) }, entry };
  const [last] = latest.entries;
  const searched = last ? report : latest;
  const { from, to } = searched.period;
  const days = period === undefined && last ? 'month' : from.day === to.day ? 'one' : 'many';
  const asked = { category, asked: 'whether', days, from, to };
  return last ? { key: 'pay.not_yet', args: { ...asked, ...argumentsOf(last) }, entry: last } : { key: 'pay.never', args: asked };
}

/** "Has my salary arrived?", "when did I pay my rent?": the newest one in the last months, and whether it is of these days. */
export async function answerPay(bank: CustomerBanking, asked: PayAsked & TransactionQuery): Promise<PayAnswer> {
  // Pay comes in and rent goes out, whatever the words seem to say of it.
  const { direction: _direction, view, skip: _skip, count: _count, ...query } = asked;
  const { period: _period, ...always } = query;
  const latest = await bank.transactions({ ...always, count: 1 });
  if (view === 'whether') return answerWhether(bank, query, latest);
  const [entry] = latest.entries;
  const { category = 'salary' } = query;
  if (entry) return { key: 'pay.last', args: { category, ...argumentsOf(entry) }, entry };
  const { from, to } = latest.period;
  return { key: 'pay.never', args: { category, asked: 'figure', days: from.day === to.day ? 'one' : 'many', from, to } };
}
