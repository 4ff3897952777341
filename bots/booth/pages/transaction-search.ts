import type { TransactionQuery } from '../../../connectors/ports/customer-banking.ts';
import { type TransactionWish, transactionWishSchema } from '../booth-topic.ts';

/** What the form of the search says. */
export interface TransactionSearch {
  /** What was typed, as far as it was understood. */
  readonly wish: TransactionWish;
  readonly query: TransactionQuery;
  /** From 1. */
  readonly page: number;
  /** Whether something was typed that was not understood. */
  readonly hasUnreadable: boolean;
}

const fields = ['merchant', 'from', 'to', 'min', 'max'] as const;

/** `1 234,50` and `1,234.50` are amounts, too. */
function plainAmount(typed: string): string {
  const bare = typed.replaceAll(/[\s\u00A0\u202F'’€£$]/g, '').replace(/,(?=\d{3}(\D|$))/g, '');
  return bare.replace(',', '.').replace(/(\.\d{2})0+$/, '$1');
}

/** Puts ends that were given in the wrong order the right way round. */
function ordered(wish: TransactionWish): TransactionWish {
  const { from, to, min, max } = wish;
  const days = from !== undefined && to !== undefined && from > to ? { from: to, to: from } : {};
  const amounts = min !== undefined && max !== undefined && Number(min) > Number(max) ? { min: max, max: min } : {};
  return { ...wish, ...days, ...amounts };
}

/** Reads the form: what cannot be read is left out and said so; what was put in the wrong order is turned round. */
export function readTransactionSearch(form: URLSearchParams): TransactionSearch {
  let hasUnreadable = false;
  let typed: TransactionWish = {};
  for (const field of fields) {
    const text = (form.get(field) ?? '').trim();
    if (text === '') continue;
    const read = transactionWishSchema.safeParse({ [field]: field === 'min' || field === 'max' ? plainAmount(text) : text });
    if (read.success) typed = { ...typed, ...read.data };
    else hasUnreadable = true;
  }
  const wish = ordered(typed);
  const { merchant, from, to, min, max } = wish;
  const query: TransactionQuery = {
    merchant,
    ...(from === undefined && to === undefined ? {} : { period: { from, to } }),
    ...(min === undefined && max === undefined ? {} : { amount: { min, max } }),
  };
  return { wish, query, page: pageNumber(form.get('page')), hasUnreadable };
}

function pageNumber(typed: string | null): number {
  return typed !== null && /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1;
}

/** The address of a page of what was found, within `/booth/transactions`. */
export function searchAddress(wish: TransactionWish, page: number): string {
  const parameters = new URLSearchParams(Object.entries(wish));
  if (page > 1) parameters.set('page', String(page));
  return `?${parameters.toString()}`;
}
