import { moneyToDecimal } from '../../i18n/money.ts';
import type { Customer } from '../data/customer.ts';
import type { Entry } from '../data/entry.ts';
import type { EntryKind } from '../data/habit.ts';
import type { History } from '../data/history.ts';
import { statementLabel } from '../data/labels.ts';
import { parcelAt } from '../data/parcel.ts';
import type { ReferenceCodec } from '../data/reference-codec.ts';
import { entryId, merchantCode, payPalId, sumUpId } from '../shop-references.ts';
import { accountId } from './account-body.ts';
import { amountBody } from './amount-body.ts';

export interface TransactionDeps {
  readonly history: History;
  readonly codec: ReferenceCodec;
  readonly nowMs: number;
  /** Whether the consent shows more than amounts (`ReadTransactionsDetail`). */
  readonly withDetail: boolean;
}

const proprietaryCode: Readonly<Record<EntryKind, string>> = {
  card: 'CARD_PAYMENT',
  order: 'CARD_PAYMENT',
  foreign: 'CARD_PAYMENT',
  refund: 'CARD_REFUND',
  cash: 'CASH_WITHDRAWAL',
  debit: 'DIRECT_DEBIT',
  standing_order: 'STANDING_ORDER',
  salary: 'SALARY',
  transfer: 'TRANSFER',
  credit: 'TRANSFER',
  fee: 'FEE',
  interest: 'INTEREST',
};

function merchantParts({ merchant }: Entry) {
  if (!merchant) return {};
  return {
    AddressLine: `${merchant.city}, ${merchant.country}`,
    MerchantDetails: { MerchantName: merchant.name, MerchantCategoryCode: merchant.categoryCode },
  };
}

function cardParts(customer: Customer, entry: Entry) {
  const code = proprietaryCode[entry.kind];
  if (!code.startsWith('CARD') && !code.startsWith('CASH')) return {};
  const type = entry.kind === 'order' ? 'None' : entry.kind === 'cash' ? 'PIN' : 'Contactless';
  const Identification = `${'*'.repeat(12)}${customer.cardLast4}`;
  return { CardInstrument: { CardSchemeName: customer.cardScheme, AuthorisationType: type, Identification } };
}

function exchangeParts(customer: Customer, { foreign }: Entry) {
  if (!foreign) return {};
  const { currency, rate } = foreign;
  const minor = foreign.minor < 0n ? -foreign.minor : foreign.minor;
  return {
    CurrencyExchange: {
      SourceCurrency: currency,
      TargetCurrency: customer.currency,
      UnitCurrency: currency,
      ExchangeRate: rate,
      InstructedAmount: { Amount: moneyToDecimal({ minor, currency }), Currency: currency },
    },
  };
}

/**
 * Where receipt and parcel of a purchase are found. The standard leaves `SupplementaryData` to each bank; this is the demo
 * bank's convention.
 */
function shopParts(customer: Customer, entry: Entry, { history, codec, nowMs }: TransactionDeps) {
  const { merchant, basket } = entry;
  const receipt =
    merchant && basket
      ? { ReceiptReference: { System: 'SumUp', TransactionId: sumUpId(codec, customer, entry), MerchantCode: merchantCode(merchant) } }
      : {};
  if (entry.kind !== 'order') return basket ? { SupplementaryData: receipt } : {};
  const { carriers } = history.book(customer);
  const parcel = parcelAt({ seed: history.seed, customer, order: entry, carriers, nowMs });
  const delivery = parcel.byLaPoste
    ? { System: 'LaPoste', TrackingNumber: parcel.trackingNumber }
    : { System: 'PayPal', TransactionId: payPalId(codec, customer, entry) };
  return { SupplementaryData: { ...receipt, DeliveryReference: delivery } };
}

/**
 * `OBTransaction6`. `BookingDateTime` stays the moment of the payment, so that an entry does not move when it is booked;
 * `ValueDateTime` is the day on which it reaches, or will reach, the books.
 */
export function transactionBody(customer: Customer, entry: Entry, deps: TransactionDeps) {
  const isBooked = entry.bookedAtMs <= deps.nowMs;
  const base = {
    AccountId: accountId(deps.codec, customer, entry.slot),
    TransactionId: entryId(deps.codec, customer, entry),
    Status: isBooked ? 'BOOK' : 'PDNG',
    TransactionMutability: isBooked ? 'Immutable' : 'Mutable',
    BookingDateTime: new Date(entry.atMs).toISOString(),
    ValueDateTime: new Date(entry.bookedAtMs).toISOString(),
    ...amountBody(entry.minor, customer.currency),
  };
  if (!deps.withDetail) return base;
  return {
    ...base,
    TransactionInformation: statementLabel(customer, entry),
    ProprietaryBankTransactionCode: { Code: proprietaryCode[entry.kind], Issuer: 'Demo' },
    ...(entry.kind === 'salary' ? { CategoryPurposeCode: 'SALA' } : {}),
    ...merchantParts(entry),
    ...cardParts(customer, entry),
    ...exchangeParts(customer, entry),
    ...shopParts(customer, entry, deps),
  };
}
