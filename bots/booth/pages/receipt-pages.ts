import type { TransactionView } from '../../../connectors/ports/customer-banking.ts';
import type { PrintedReceipt } from '../../../secrecy/print-page-receipt.ts';
import { type Html, html, nothing } from '../../pages/html.ts';
import type { BoothPage, BoothVisit, PageContent, Say } from '../booth-page.ts';
import { receiptPath } from '../booth-topic.ts';
import { paragraph } from './rows.ts';

const entry = { path: 'receipt', label: 'nav.receipts' } as const;

function purchase(say: Say, { ref, counterparty, day, absolute }: TransactionView): Html {
  return html`<li><a href="${receiptPath(ref)}"><span><span class="name">${say('receipts.name', { counterparty })}</span>
<span class="soft">${say('receipts.day', { day })}</span></span> <span class="amount">${say('receipts.amount', { absolute })}</span></a></li>
`;
}

/** The purchases that have a receipt. */
async function showList({ bank, say }: BoothVisit): Promise<PageContent> {
  const purchases = await bank.findPurchases({ withReceipt: true });
  const list = html`<p class="soft">${say('receipts.lead')}</p>
<ul class="card list">${purchases.map((view) => purchase(say, view))}</ul>`;
  return { title: say('receipts.title'), body: purchases.length > 0 ? list : html`<p>${say('receipts.none')}</p>` };
}

function lines(say: Say, receipt: PrintedReceipt): Html {
  return html`<tbody>${receipt.lines.map(
    ({
      label,
      quantity,
      note,
      total,
    }) => html`<tr><th scope="row"><span class="name">${say('receipt.quantity', { quantity })}${label}</span>
${note === '' ? nothing : html`<span class="soft">${note}</span>`}</th><td class="amount">${total}</td></tr>
`,
  )}</tbody>
`;
}

function footLine(label: string, amount: string | undefined, className = ''): Html {
  return amount === undefined
    ? nothing
    : html`<tr class="${className}"><th scope="row">${label}</th><td class="amount">${amount}</td></tr>\n`;
}

function foot(say: Say, receipt: PrintedReceipt): Html {
  const included = receipt.pricesIncludeTax === true ? 'yes' : 'no';
  const taxes = receipt.taxes.map(({ kind, rate, amount }) => footLine(say('receipt.included', { included, kind, rate }), amount));
  const net = footLine(say('receipt.subtotal', { included }), receipt.subtotal);
  const extra = html`${footLine(say('receipt.shipping'), receipt.shipping)}${footLine(say('receipt.tip'), receipt.tip)}`;
  const total = footLine(say('receipt.total'), receipt.total, 'total');
  // Taxes that are in the prices explain the total, those that are added to them lead to it.
  return html`<tfoot>${included === 'yes' ? [extra, total, ...taxes, net] : [net, ...taxes, extra, total]}</tfoot>
`;
}

function missing(say: Say): PageContent {
  const body = html`<p>${say('receipt.missing')}</p><p><a class="more" href="${receiptPath()}">${say('receipt.back')}</a></p>`;
  return { title: say('receipt.missing_title'), body, status: 404 };
}

/** One receipt, as a till prints it. */
async function showOne({ bank, say, printer, ref, clockOf }: BoothVisit): Promise<PageContent> {
  const sealed = await bank.receipt(ref);
  if (sealed === undefined) return missing(say);
  const receipt = printer.receipt(sealed, clockOf);
  const { merchant, number, paymentMethod, issued } = receipt;
  const body = html`<section class="card"><p>${say('receipt.issued', { ...issued })}</p>
<p class="soft">${say('receipt.number', { number })}</p>
<table><caption><span class="unseen">${say('receipt.caption')}</span></caption>
<thead><tr><th scope="col"><span class="unseen">${say('receipt.column_label')}</span></th><th scope="col"><span class="unseen">${say('receipt.column_total')}</span></th></tr></thead>
${lines(say, receipt)}${foot(say, receipt)}</table>
${paragraph(say('receipt.paid', { paymentMethod }), 'soft')}</section>
<p class="soft screen">${say('receipt.print')}</p>
<p class="screen"><a class="more" href="${receiptPath()}">${say('receipt.back')}</a></p>`;
  return { title: say('receipt.title', { merchant }), body };
}

export const receiptsPage: BoothPage = { name: 'receipts', path: 'receipt', entry, show: showList };
export const receiptPage: BoothPage = { name: 'receipt', path: 'receipt/:ref', entry, show: showOne };
