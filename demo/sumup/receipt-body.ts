import { moneyToDecimal } from '../../i18n/money.ts';
import type { Basket, BasketLine } from '../data/basket.ts';
import type { Customer } from '../data/customer.ts';
import type { Entry } from '../data/entry.ts';
import type { Merchant } from '../data/merchant.ts';
import { hashText } from '../data/random.ts';
import { merchantCode } from '../shop-references.ts';

/** A purchase with everything a receipt is printed from. */
export interface Purchase {
  readonly id: string;
  readonly customer: Customer;
  readonly entry: Entry;
  readonly merchant: Merchant;
  readonly basket: Basket;
}

type Decimal = (minor: number) => string;

function decimalIn(currency: string): Decimal {
  return (minor) => moneyToDecimal({ minor: BigInt(minor), currency });
}

/**
 * Taxes of one line. Tills round the tax per rate, not per line, so a line's own tax is a rounded share of it;
 * the lines' shelf prices and the `vat_rates` are exact.
 */
function productBody({ good, quantity }: BasketLine, taxIncluded: boolean, decimal: Decimal) {
  const rate = good.taxBasisPoints;
  const tax = taxIncluded ? good.price - Math.round((good.price * 10_000) / (10_000 + rate)) : Math.round((good.price * rate) / 10_000);
  const withoutTax = taxIncluded ? good.price - tax : good.price;
  return {
    name: good.name,
    price: decimal(withoutTax),
    vat_rate: (rate / 100).toString(),
    single_vat_amount: decimal(tax),
    price_with_vat: decimal(withoutTax + tax),
    vat_amount: decimal(tax * quantity),
    quantity,
    total_price: decimal(withoutTax * quantity),
    ...(taxIncluded ? { total_with_vat: decimal(good.price * quantity) } : {}),
  };
}

function vatRates(basket: Basket) {
  return basket.taxes.map(({ rateBasisPoints, net, tax, gross }) => ({
    rate: rateBasisPoints / 100,
    net: net / 100,
    vat: tax / 100,
    gross: gross / 100,
  }));
}

function profile(merchant: Merchant, customer: Customer) {
  return {
    merchant_profile: {
      merchant_code: merchantCode(merchant),
      business_name: merchant.name,
      language: customer.locale.slice(0, 2),
      address: { city: merchant.city, country: merchant.country },
    },
    locale: customer.locale,
  };
}

/** SumUp's `Receipt`; the gross amounts of `vat_rates` add up to the amount of the card payment. */
export function receiptBody({ id, customer, entry, merchant, basket }: Purchase) {
  const decimal = decimalIn(customer.currency);
  const number = hashText(id).toString(36).toUpperCase().padStart(7, '0');
  return {
    transaction_data: {
      transaction_code: `T${number}`,
      transaction_id: id,
      merchant_code: merchantCode(merchant),
      amount: decimal(basket.total),
      vat_amount: decimal(basket.taxes.reduce((sum, { tax }) => sum + tax, 0)),
      tip_amount: decimal(0),
      currency: customer.currency,
      timestamp: new Date(entry.atMs).toISOString(),
      status: 'SUCCESSFUL',
      payment_type: entry.kind === 'order' ? 'ECOM' : 'POS',
      entry_mode: entry.kind === 'order' ? 'CUSTOMER_ENTRY' : 'CONTACTLESS',
      card: { last_4_digits: customer.cardLast4, type: customer.cardScheme.toUpperCase() },
      installments_count: 1,
      process_as: 'DEBIT',
      products: basket.lines.map((line) => productBody(line, merchant.country !== 'US', decimal)),
      vat_rates: vatRates(basket),
      receipt_no: `${merchant.name.slice(0, 2).toUpperCase()}-${number}`,
    },
    merchant_data: profile(merchant, customer),
    acquirer_data: { authorization_code: String(hashText(`${id}a`) % 1_000_000).padStart(6, '0') },
  };
}
