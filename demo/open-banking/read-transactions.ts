import type { AccountSlot } from '../data/customer.ts';
import type { Entry } from '../data/entry.ts';
import type { History } from '../data/history.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';
import type { Answer, Ask } from '../http/answer.ts';
import { type Access, missingPermission } from './access.ts';
import { obCodes, obError } from './ob-error.ts';
import { transactionBody } from './transaction-body.ts';
import { entriesPerPage, type PageRequest, pageQuery, readPageRequest } from './transaction-page.ts';

export interface TransactionsDeps {
  readonly history: History;
  readonly codec: ReferenceCodec;
  readonly nowMs: number;
  /** Address of the resource itself, without query. */
  readonly self: string;
}

const dayMs = 86_400_000;
/** The bank keeps a year. */
const keptDays = 365;

function limitsOf({ consent }: Access, nowMs: number): { readonly fromMs: number; readonly toMs: number; readonly nowMs: number } {
  const kept = Math.floor(nowMs / dayMs) * dayMs - keptDays * dayMs;
  const fromMs = consent.fromAt === undefined ? kept : Math.max(kept, Date.parse(consent.fromAt));
  const toMs = consent.toAt === undefined ? nowMs : Math.min(nowMs, Date.parse(consent.toAt));
  return { fromMs, toMs, nowMs };
}

function isAllowed({ consent }: Access, entry: Entry): boolean {
  return consent.permissions.includes(entry.minor < 0n ? 'ReadTransactionsDebits' : 'ReadTransactionsCredits');
}

function linksOf(self: string, request: PageRequest, totalPages: number) {
  const at = (page: number): string => `${self}?${pageQuery({ ...request, page })}`;
  return {
    Self: at(request.page),
    First: at(0),
    ...(request.page > 0 ? { Prev: at(request.page - 1) } : {}),
    ...(request.page + 1 < totalPages ? { Next: at(request.page + 1) } : {}),
    Last: at(totalPages - 1),
  };
}

/** `OBReadTransaction6`: entries of the accounts, newest first, a page at a time. */
export function readTransactions(ask: Ask, access: Access & { readonly slots: readonly AccountSlot[] }, deps: TransactionsDeps): Answer {
  const missing =
    missingPermission(access, ['ReadTransactionsBasic', 'ReadTransactionsDetail']) ??
    missingPermission(access, ['ReadTransactionsCredits', 'ReadTransactionsDebits']);
  if (missing) return missing;
  const limits = limitsOf(access, deps.nowMs);
  const request = readPageRequest(ask, limits);
  if (typeof request === 'string') return obError(400, { code: obCodes.invalidDate, message: `${request} cannot be read.`, path: request });
  const { customer } = access;
  const span = { fromMs: request.fromMs, toMs: Math.min(request.toMs, request.asOfMs) };
  const entries = access.slots
    .flatMap((slot) => deps.history.entries(customer, slot, span))
    .filter((entry) => isAllowed(access, entry))
    .sort((first, second) => second.atMs - first.atMs || second.index - first.index || first.slot.localeCompare(second.slot));
  const totalPages = Math.max(1, Math.ceil(entries.length / entriesPerPage));
  const page = entries.slice(request.page * entriesPerPage, (request.page + 1) * entriesPerPage);
  const withDetail = access.consent.permissions.includes('ReadTransactionsDetail');
  const Transaction = page.map((entry) => transactionBody(customer, entry, { ...deps, withDetail }));
  const FirstAvailableDateTime = new Date(limits.fromMs).toISOString();
  const LastAvailableDateTime = new Date(limits.toMs).toISOString();
  return {
    status: 200,
    body: {
      Data: { Transaction },
      Links: linksOf(deps.self, request, totalPages),
      Meta: { TotalPages: totalPages, FirstAvailableDateTime, LastAvailableDateTime },
    },
  };
}
