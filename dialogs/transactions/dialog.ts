import type { TransactionReport, TransactionView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import {
  account,
  amount,
  category,
  count,
  dayOrPeriod,
  direction,
  merchantName,
  transactionStatus,
  view,
} from '../../engine/slots/slots.ts';
import { defineDialog } from '../define-bank-dialog.ts';
import examples from './examples.json' with { type: 'json' };
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };

/** How many entries are shown when the customer names no number: of the latest ones, and of those that were looked for. */
const defaultCount = 5;
const searchCount = 10;

interface Asked {
  readonly merchant?: string | undefined;
  readonly amount?: object | undefined;
  readonly account?: object | undefined;
  readonly period?: object | undefined;
  readonly status?: string | undefined;
  readonly direction?: string | undefined;
  readonly category?: string | undefined;
}

/** What was searched, in the customer's own words; `yes` and `no` choose the parts of the sentence. */
function searchArguments(asked: Asked, { period }: TransactionReport): ReplyArguments {
  const yes = (value: unknown): string => (value === undefined ? 'no' : 'yes');
  return {
    merchantAsked: yes(asked.merchant),
    merchant: asked.merchant ?? '',
    amountAsked: yes(asked.amount),
    accountAsked: yes(asked.account),
    statusAsked: asked.status ?? 'any',
    way: asked.direction ?? 'any',
    category: asked.category ?? 'any',
    days: period.from.day === period.to.day ? 'one' : 'many',
    from: period.from,
    to: period.to,
  };
}

function lineArguments({ day, counterparty, amount, status }: TransactionView): ReplyArguments {
  return { day, counterparty, amount, status };
}

function detailArguments(entry: TransactionView): ReplyArguments {
  const { ref: _ref, absolute: _absolute, ...facts } = entry;
  return facts;
}

/** Whether the customer expects all that fits; "the last 3 at Carrefour" are three, however many there are. */
function looksForSomething({
  merchant,
  amount,
  period,
  count,
  status,
  category,
}: Asked & { readonly count?: number | undefined }): boolean {
  if (period !== undefined) return true;
  return count === undefined && (merchant ?? amount ?? status ?? category) !== undefined;
}

/** Whether only days after today were asked for. */
function isToCome({ period }: TransactionReport): boolean {
  return period.from.day > period.to.day;
}

/** "My last payments", "how much did I spend at …", "what is this payment?". */
export const transactions = defineDialog({
  id: 'transactions',
  version: 1,
  description: 'The customer wants to see, add up or understand payments and other entries of an account.',
  messages: { fr, en },
  examples,
  requires: { linked: true },
  slots: {
    account: account.optional(),
    merchant: merchantName.optional(),
    period: dayOrPeriod.optional(),
    amount: amount.optional(),
    status: transactionStatus.optional(),
    direction: direction.optional(),
    count: count.optional(),
    view: view.optional(),
    category: category.optional(),
  },
  async run({ slots, bank, say }) {
    const { view, count, ...query } = slots;
    if (view === 'sum') {
      const way = slots.direction ?? 'out';
      const report = await bank.transactions({ ...query, direction: way });
      const search = searchArguments(slots, report);
      if (isToCome(report)) return say('to_come');
      // What was found may be no money spent or received: refused payments, transfers between the customer's own accounts.
      if (report.sums.length === 0) return say('none', search);
      return say.lines(report.sums.map((sum) => [`sum.${way}`, { ...search, sum: sum[way], count: sum.count }] as const));
    }
    const isSearch = looksForSomething(slots);
    const report = await bank.transactions({ ...query, count: count ?? (isSearch ? searchCount : defaultCount) });
    const search = searchArguments(slots, report);
    if (isToCome(report)) return say('to_come');
    const [only] = report.entries;
    if (!only) return say('none', search);
    if (report.entries.length === 1) return say('detail', detailArguments(only), { follow: ['receipt_lookup'], suggest: ['person'] });
    const shown = report.entries.length;
    const lines = report.entries.map((entry) => ['line', lineArguments(entry)] as const);
    say.lines([[isSearch ? 'matching' : 'latest', { ...search, shown, found: report.found }], ...lines]);
    if (isSearch && report.found > shown) say('more', { shown, found: report.found });
  },
});
