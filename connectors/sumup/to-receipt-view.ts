import { addMoney, type Money } from '../../i18n/money.ts';
import type { ReceiptView, ReceiptViewLine, ReceiptViewTax } from '../../secrecy/receipt-view.ts';
import { moneyFrom, moneyFromNumber } from '../domain/money-from-number.ts';
import type { SumUpProduct, SumUpReceipt, SumUpVatRate } from './schemas.ts';

type Transaction = SumUpReceipt['transaction_data'];

/** Total of a line with its taxes: as given, else computed from the unit price. */
function lineTotal(product: SumUpProduct, currency: string): Money {
  const total = product.total_with_vat ?? product.total_price;
  if (total !== undefined) return moneyFrom(total, currency);
  const unit = moneyFrom(product.price_with_vat ?? product.price ?? 0, currency);
  // Quantities may be weights (0.350 kg): thousandths keep the product exact before it is rounded.
  const thousandths = BigInt(Math.round(product.quantity * 1000));
  return { minor: (unit.minor * thousandths + 500n) / 1000n, currency };
}

/** As a line says its rate: in percent, or as a fraction, whichever of the receipt's own rates it is. */
function lineRate({ vat_rate: rate }: SumUpProduct, taxes: readonly ReceiptViewTax[]): Pick<ReceiptViewLine, 'taxRateBasisPoints'> {
  const readings = rate === undefined ? [] : [Math.round(Number(rate) * 100), Math.round(Number(rate) * 10_000)];
  const taxRateBasisPoints = readings.find((reading) => taxes.some((tax) => tax.rateBasisPoints === reading));
  return taxRateBasisPoints === undefined ? {} : { taxRateBasisPoints };
}

function toLine(product: SumUpProduct, currency: string, taxes: readonly ReceiptViewTax[]): ReceiptViewLine {
  return { label: product.name, quantity: product.quantity, total: lineTotal(product, currency), ...lineRate(product, taxes) };
}

/** The lines add up to what was paid, or to what is left of it without the taxes; where to neither, nothing is said of them. */
function includeTax(receipt: Pick<ReceiptView, 'lines' | 'taxes' | 'total' | 'tip'>): Pick<ReceiptView, 'pricesIncludeTax'> {
  const tax = receipt.taxes.reduce((sum, { amount }) => sum + amount.minor, 0n);
  const lines = receipt.lines.reduce((sum, { total }) => sum + total.minor, 0n);
  const paid = receipt.total.minor - (receipt.tip?.minor ?? 0n);
  if (tax === 0n) return {};
  if (lines === paid) return { pricesIncludeTax: true };
  return lines === paid - tax ? { pricesIncludeTax: false } : {};
}

/**
 * The specification does not say whether a rate of 20 % is sent as `20` or as `0.2`, and both are met;
 * net and tax of the same entry tell which it is.
 */
function rateBasisPoints({ rate, net, vat }: SumUpVatRate): number {
  const asFraction = Math.round(rate * 10_000);
  const asPercent = Math.round(rate * 100);
  if (net === undefined || net === 0) return rate < 1 ? asFraction : asPercent;
  const actual = (vat / net) * 10_000;
  return Math.abs(actual - asFraction) <= Math.abs(actual - asPercent) ? asFraction : asPercent;
}

function toTax(rate: SumUpVatRate, currency: string): ReceiptViewTax {
  return { rateBasisPoints: rateBasisPoints(rate), amount: moneyFromNumber(rate.vat, currency) };
}

/** What is left of the total without taxes and tip, so that the figures of the receipt add up. */
function subtotalOf(taxes: readonly ReceiptViewTax[], total: Money, tip: Money | undefined): Money | undefined {
  if (taxes.length === 0) return undefined;
  const apart = taxes.reduce((sum, tax) => addMoney(sum, tax.amount), tip ?? { minor: 0n, currency: total.currency });
  return { minor: total.minor - apart.minor, currency: total.currency };
}

/** `Visa ···· 1234`; never more than four digits, whatever was sent. */
function paymentMethodOf(card: Transaction['card']): string | undefined {
  if (!card) return undefined;
  const digits = /\d{4}$/.exec(card.last_4_digits ?? '')?.[0];
  const scheme = card.type === undefined || /\d/.test(card.type) ? undefined : card.type.charAt(0) + card.type.slice(1).toLowerCase();
  const parts = [scheme, digits === undefined ? undefined : `···· ${digits}`].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** SumUp receipt → ReceiptView. `fallbackNumber` is used where the merchant's till numbers nothing. */
export function toReceiptView(receipt: SumUpReceipt, fallbackNumber: string): ReceiptView {
  const data = receipt.transaction_data;
  const { currency } = data;
  const profile = receipt.merchant_data?.merchant_profile;
  const total = moneyFrom(data.amount, currency);
  const taxes = data.vat_rates.map((rate) => toTax(rate, currency));
  const givenTip = data.tip_amount === undefined ? undefined : moneyFrom(data.tip_amount, currency);
  const tip = givenTip && givenTip.minor > 0n ? givenTip : undefined;
  const subtotal = subtotalOf(taxes, total, tip);
  const paymentMethod = paymentMethodOf(data.card);
  const lines = data.products.map((product) => toLine(product, currency, taxes));
  return {
    number: data.receipt_no ?? data.transaction_code ?? data.transaction_id ?? fallbackNumber,
    merchant: profile?.business_name ?? profile?.merchant_code ?? '',
    issuedAt: new Date(data.timestamp).toISOString(),
    ...(paymentMethod === undefined ? {} : { paymentMethod }),
    lines,
    taxes,
    ...includeTax({ lines, taxes, total, ...(tip ? { tip } : {}) }),
    ...(subtotal ? { subtotal } : {}),
    ...(tip ? { tip } : {}),
    total,
  };
}
