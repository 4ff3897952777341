import type { CustomerBanking, TransactionQuery, TransactionReport, TransactionView } from '../../connectors/ports/customer-banking.ts';
import type { SayExtras } from '../../engine/define-dialog.ts';
import type { ReplyArguments } from '../../engine/reply.ts';
import { type Asked, detailArguments, lineArguments, looksForSomething, searchArguments } from './search-arguments.ts';

/** How many entries are shown when the customer names no number: of the latest ones, and of those that were looked for. */
const defaultCount = 5;
const searchCount = 10;
/** Whoever asks for more than anybody reads gets a page of them. */
const mostWished = 50;
const pageOfMany = 20;

type ListKey = 'latest' | 'matching' | 'next' | 'line' | 'more' | 'page_only' | 'detail' | 'none' | 'too_old' | 'to_come';

/** One bubble: its sentences, and what may be tapped under it. */
export interface Bubble {
  readonly lines: readonly (readonly [ListKey, ReplyArguments])[];
  readonly extras?: SayExtras;
}

interface ListAsked extends Asked {
  readonly skip?: number | undefined;
}

/** The page that is shown: after what was shown before, and not longer than somebody reads. */
function pageOf(asked: ListAsked): { readonly count: number; readonly skip?: number } {
  const { count, skip } = asked;
  if (skip !== undefined) return { count: searchCount, skip };
  // How many there are in all is only known where all are looked at.
  if (count !== undefined && count > mostWished) return { count: pageOfMany, skip: 0 };
  return { count: count ?? (looksForSomething(asked) ? searchCount : defaultCount) };
}

/** Why there is nothing to look for in the days that were asked for. */
export function outsideBooks({ reach, oldest }: TransactionReport): readonly ['too_old' | 'to_come', ReplyArguments] | undefined {
  if (reach === 'searched') return undefined;
  return reach === 'too_old' ? ['too_old', { oldest }] : ['to_come', {}];
}

/** One entry in full. What comes after it: its receipt, where a shop may have given one, and the entries after it, where there are any. */
function detail(entry: TransactionView, found: number): Bubble {
  const { ref, mayHaveReceipt } = entry;
  const extras = { about: ref, follow: mayHaveReceipt ? ['receipt_lookup'] : [], suggest: ['person'], ...(found > 1 ? { next: 1 } : {}) };
  return { lines: [['detail', detailArguments(entry)]], extras };
}

function list(asked: ListAsked, report: TransactionReport, skipped: number | undefined): readonly Bubble[] {
  const { entries, found } = report;
  const last = (skipped ?? 0) + entries.length;
  const first = entries.length === 1 ? 'same' : last - entries.length + 1;
  const args = { ...searchArguments(asked, report), shown: entries.length, found, first, last };
  const header = asked.skip !== undefined ? 'next' : looksForSomething(asked) ? 'matching' : 'latest';
  const lines = [[header, args] as const, ...entries.map((entry) => ['line', lineArguments(entry)] as const)];
  const extras = { listed: entries.map(({ ref }) => ref), ...(found > last ? { next: last } : {}) };
  const remark = skipped === 0 ? 'page_only' : header === 'matching' ? 'more' : undefined;
  return found > last && remark ? [{ lines }, { lines: [[remark, args]], extras }] : [{ lines, extras }];
}

/** "More" goes on with one list, and "the second one" is of one: under several of them it would not be known of which. */
export function withoutMore(extras: SayExtras = {}): SayExtras {
  const { next: _next, listed: _listed, ...others } = extras;
  return others;
}

/** One entry of a list that was shown, in full; undefined where it is there no more. */
export async function answerListed(bank: CustomerBanking, ref: string): Promise<Bubble | undefined> {
  const entry = await bank.transaction(ref);
  return entry && detail(entry, 1);
}

/** The entries that were asked for: in full where there is one, else a page of them. */
export async function answerList(bank: CustomerBanking, asked: ListAsked & TransactionQuery): Promise<readonly Bubble[]> {
  const page = pageOf(asked);
  const report = await bank.transactions({ ...asked, ...page });
  const outside = outsideBooks(report);
  if (outside) return [{ lines: [outside] }];
  const { entries, found } = report;
  const [only] = entries;
  if (!only) return [{ lines: [['none', searchArguments(asked, report)]] }];
  const isAlone = entries.length === 1 && (page.skip === undefined || found === 1);
  return isAlone ? [detail(only, found)] : list(asked, report, page.skip);
}
