import { h } from './dom.js';

/** A receipt template: who, what, the sums, and how it was paid. */
export function renderReceipt(receipt, { t, format }) {
  const money = (amount) => format.money(amount, receipt.currency);
  return h(
    'article',
    { class: 'receipt', 'aria-label': `${t('receipt.title')} ${receipt.merchant_name ?? ''}` },
    h(
      'header',
      { class: 'receipt-head' },
      h('span', { class: 'receipt-mark', 'aria-hidden': 'true' }, initial(receipt.merchant_name ?? t('receipt.title'))),
      h(
        'div',
        {},
        h('h3', {}, receipt.merchant_name ?? t('receipt.title')),
        h('p', {}, t('receipt.number', { number: receipt.order_number })),
      ),
    ),
    h(
      'ul',
      { class: 'receipt-lines' },
      receipt.elements.map((line) => renderLine(line, t, format)),
    ),
    h('dl', { class: 'receipt-sums' }, sums(receipt, t, money)),
    h('dl', { class: 'receipt-total' }, pair(t('receipt.total'), money(receipt.summary.total_cost))),
    h('dl', { class: 'receipt-foot' }, facts(receipt, t, format)),
  );
}

function initial(name) {
  return [...name][0]?.toUpperCase() ?? '';
}

function renderLine({ title, subtitle, quantity, price, currency }, t, format) {
  const details = [quantity > 1 ? t('receipt.quantity', { quantity }) : undefined, subtitle]
    .filter((detail) => detail !== undefined)
    .join(' · ');
  return h(
    'li',
    {},
    h('span', { class: 'line-name' }, title, details && h('small', {}, details)),
    h('span', { class: 'line-price' }, format.money(price, currency)),
  );
}

function sums({ summary }, t, money) {
  const rows = [
    [t('receipt.subtotal'), summary.subtotal],
    [t('receipt.shipping'), summary.shipping_cost],
    [t('receipt.tax'), summary.total_tax],
  ];
  return rows.flatMap(([name, amount]) => (amount === undefined ? [] : [pair(name, money(amount))]));
}

function facts({ payment_method, timestamp, recipient_name }, t, format) {
  const issuedAt = timestamp === undefined ? undefined : new Date(Number(timestamp) * 1000);
  return [
    pair(t('receipt.paidWith'), payment_method),
    issuedAt && pair(t('receipt.date'), format.date(issuedAt)),
    pair(t('receipt.name'), recipient_name),
  ];
}

function pair(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}
