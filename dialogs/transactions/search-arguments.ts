import type { TransactionReport, TransactionView } from '../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../engine/reply.ts';

/** What was asked for, as far as a sentence has to repeat it. */
export interface Asked {
  readonly merchant?: string | undefined;
  readonly amount?: object | undefined;
  readonly account?: object | undefined;
  readonly period?: object | undefined;
  readonly status?: string | undefined;
  readonly direction?: string | undefined;
  readonly category?: string | undefined;
  readonly count?: number | undefined;
}

/** What was searched, named as the bank does; `any` and `no` leave a part of the sentence out. */
export function searchArguments(asked: Asked, { period, filter }: TransactionReport): ReplyArguments {
  return {
    merchantAsked: asked.merchant === undefined ? 'no' : 'yes',
    merchant: filter.merchant,
    amountAsked: filter.amount,
    least: filter.least,
    most: filter.most,
    scope: filter.scope,
    account: filter.account,
    statusAsked: asked.status ?? 'any',
    way: asked.direction ?? 'any',
    category: asked.category ?? 'any',
    days: period.from.day === period.to.day ? 'one' : 'many',
    from: period.from,
    to: period.to,
  };
}

/** One entry as a line of a list tells it. */
export function lineArguments({ day, role, counterparty, amount, status }: TransactionView): ReplyArguments {
  return { day, role, counterparty, amount, status };
}

/** All that can be told of one entry. */
export function detailArguments(entry: TransactionView): ReplyArguments {
  const { ref: _ref, absolute: _absolute, mayHaveReceipt: _mayHaveReceipt, ...facts } = entry;
  return facts;
}

/** Whether the customer expects all that fits; "the last 3 at Carrefour" are three, however many there are. */
export function looksForSomething({ merchant, amount, period, count, status, category }: Asked): boolean {
  if (period !== undefined) return true;
  return count === undefined && (merchant ?? amount ?? status ?? category) !== undefined;
}
