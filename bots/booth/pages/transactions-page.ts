import type { TransactionReport, TransactionView } from '../../../connectors/ports/customer-banking.ts';
import type { ReplyArguments } from '../../../engine/reply.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothText, BoothVisit, Say } from '../booth-page.ts';
import { boothPath, receiptPath, type TransactionWish } from '../booth-topic.ts';
import { badge, paragraph, rows } from './rows.ts';
import { readTransactionSearch, searchAddress, type TransactionSearch } from './transaction-search.ts';

const onOnePage = 25;

function field(say: Say, wish: TransactionWish, name: keyof TransactionWish): Html {
  const kinds = {
    merchant: html`type="search" maxlength="80" autocapitalize="words"`,
    from: html`type="date"`,
    to: html`type="date"`,
    min: html`type="text" inputmode="decimal" maxlength="14"`,
    max: html`type="text" inputmode="decimal" maxlength="14"`,
  };
  const label: BoothText = `transactions.${name}`;
  return html`<div><label for="${name}">${say(label)}</label><input id="${name}" name="${name}" value="${wish[name] ?? ''}" autocomplete="off" ${kinds[name]}></div>\n`;
}

function searchForm(say: Say, { wish, hasUnreadable }: TransactionSearch): Html {
  const isUsed = hasUnreadable || Object.keys(wish).length > 0;
  const names = ['merchant', 'from', 'to', 'min', 'max'] as const;
  const clear = isUsed ? html`<p><a class="more" href="${boothPath}/transactions">${say('transactions.clear')}</a></p>` : nothing;
  return html`<details class="card screen"${isUsed ? { html: ' open' } : nothing}><summary>${say('transactions.search')}</summary>
${hasUnreadable ? paragraph(say('transactions.unreadable'), 'note') : nothing}<form method="get" action="${boothPath}/transactions" class="fields" role="search">
${names.map((name) => field(say, wish, name))}<button>${say('transactions.go')}</button>${clear}
</form></details>
`;
}

function sums(say: Say, report: TransactionReport): Html {
  return html`${report.sums.map((sum) => {
    const args: ReplyArguments = sum;
    const lines = rows([
      [say('transactions.sum_out'), say('transactions.out', args)],
      [say('transactions.sum_in'), say('transactions.in', args)],
    ]);
    return html`${lines}${paragraph(say('transactions.left_out', args), 'soft')}`;
  })}`;
}

function summary(say: Say, report: TransactionReport): Html {
  const { from, to } = report.period;
  const args = { found: report.found, from, to, days: from.day === to.day ? 'one' : 'several' };
  return html`<section class="card"><h2>${say('transactions.found', args)}</h2>
${paragraph(say('transactions.period', args), 'soft')}${sums(say, report)}</section>
`;
}

function argumentsOf({ ref: _ref, mayHaveReceipt: _receipt, ...facts }: TransactionView): ReplyArguments {
  return facts;
}

function line(say: Say, view: TransactionView): Html {
  const args = argumentsOf(view);
  const label = say('transactions.receipt_of', args);
  const receipt = view.mayHaveReceipt
    ? html`<a class="screen" href="${receiptPath(view.ref)}" aria-label="${label}">${say('transactions.receipt')}</a>`
    : nothing;
  const status = badge(say('transactions.status', args), 'warn');
  return html`<tr><th scope="row"><span class="name">${say('transactions.name', args)}</span>
<span class="soft">${say('transactions.about', args)}</span><span class="under">${status}${receipt}</span></th>
<td class="amount ${say('transactions.way', args)}">${say('transactions.amount', args)}</td></tr>
`;
}

/** Entries of one day, under the day as it is printed. */
function days(say: Say, entries: readonly TransactionView[]): Html {
  const groups = Map.groupBy(entries, ({ day }) => say('transactions.day', { day }));
  return html`${[...groups].map(
    ([day, views]) => html`<tbody><tr><th scope="rowgroup" colspan="2">${day}</th></tr>
${views.map((view) => line(say, view))}</tbody>
`,
  )}`;
}

function table(say: Say, entries: readonly TransactionView[]): Html {
  return html`<section class="card"><table><caption><span class="unseen">${say('transactions.caption')}</span></caption>
<thead><tr><th scope="col"><span class="unseen">${say('transactions.column_name')}</span></th><th scope="col"><span class="unseen">${say('transactions.column_amount')}</span></th></tr></thead>
${days(say, entries)}</table></section>
`;
}

function turner(say: Say, wish: TransactionWish, { page, pages }: { readonly page: number; readonly pages: number }): Html {
  if (pages <= 1) return nothing;
  const link = (to: number, label: string): Html =>
    to < 1 || to > pages ? html`<span></span>` : html`<span><a href="${searchAddress(wish, to)}">${label}</a></span>`;
  return html`<nav class="turn screen" aria-label="${say('transactions.pages')}">${link(page - 1, say('transactions.newer'))}
<span>${say('transactions.page', { page, pages })}</span>
${link(page + 1, say('transactions.older'))}</nav>`;
}

function nothingFound(say: Say, { reach, oldest }: TransactionReport): Html {
  if (reach === 'too_old') return html`<p>${say('transactions.too_old', { oldest })}</p>`;
  return html`<p>${say(reach === 'to_come' ? 'transactions.to_come' : 'transactions.none')}</p>`;
}

/** What went in and out, to be searched: grouped by day, with the sums of all that was found. */
async function show({ bank, say, query }: BoothVisit) {
  const search = readTransactionSearch(query);
  const report = await bank.transactions(search.query);
  const pages = Math.max(1, Math.ceil(report.entries.length / onOnePage));
  const page = Math.min(search.page, pages);
  const entries = report.entries.slice((page - 1) * onOnePage, page * onOnePage);
  const found = html`${summary(say, report)}${table(say, entries)}${turner(say, search.wish, { page, pages })}`;
  const body = html`${searchForm(say, search)}${entries.length === 0 ? nothingFound(say, report) : found}`;
  return { title: say('transactions.title'), body };
}

export const transactionsPage: BoothPage = {
  name: 'transactions',
  path: 'transactions',
  entry: { path: 'transactions', label: 'nav.transactions' },
  show,
};
