import { createHash } from 'node:crypto';
import type { Money } from '../../i18n/money.ts';
import { moneyToDecimal } from '../../i18n/money.ts';
import type { DeliveryRef, Merchant, ReceiptRef, Transaction } from '../domain/transaction.ts';
import { lookUp } from '../look-up.ts';
import { transactionStatus } from './codes.ts';
import type { UkTransaction } from './schemas.ts';
import { lastDigits } from './to-account.ts';

function signed(amount: Money, indicator: 'Credit' | 'Debit'): Money {
  return { minor: indicator === 'Debit' ? -amount.minor : amount.minor, currency: amount.currency };
}

/** The standard lets a bank leave the id out; the same entry must then get the same id at each reading. */
function idOf(entry: UkTransaction): string {
  if (entry.TransactionId !== undefined) return entry.TransactionId;
  const facts = [entry.AccountId, entry.BookingDateTime, entry.CreditDebitIndicator, moneyToDecimal(entry.Amount)];
  const text = JSON.stringify([...facts, entry.TransactionReference, entry.TransactionInformation]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 24);
}

/** `PARIS, FR` or `LISBOA PT`: the line is free text, so only a plain city with a country code is taken. */
function placeOf(addressLine: string | undefined): Pick<Merchant, 'city' | 'country'> {
  const match = /^([^\d,]{2,50}?)(?:,\s*|\s+)([A-Z]{2})$/.exec(addressLine?.trim() ?? '');
  if (match) return { city: (match[1] ?? '').trim(), country: match[2] ?? '' };
  const city = addressLine?.trim() ?? '';
  return /^[^\d,]{2,50}$/.test(city) ? { city } : {};
}

function merchantOf(entry: UkTransaction): Merchant | undefined {
  const name = entry.MerchantDetails?.MerchantName?.trim();
  if (!name) return undefined;
  const code = entry.MerchantDetails?.MerchantCategoryCode;
  const categoryCode = code !== undefined && /^\d{3,4}$/.test(code) ? code.padStart(4, '0') : undefined;
  return { name, ...(categoryCode === undefined ? {} : { categoryCode }), ...placeOf(entry.AddressLine) };
}

function originalAmountOf(entry: UkTransaction): Money | undefined {
  const amount = entry.CurrencyExchange?.InstructedAmount;
  return amount && amount.currency !== entry.Amount.currency ? signed(amount, entry.CreditDebitIndicator) : undefined;
}

const schemeNames: Readonly<Record<string, string>> = { VISA: 'Visa', MasterCard: 'Mastercard', AmericanExpress: 'American Express' };

function cardOf(entry: UkTransaction): Transaction['card'] {
  const card = entry.CardInstrument;
  if (!card) return undefined;
  const last4 = lastDigits(card.Identification);
  const scheme = card.CardSchemeName === undefined ? undefined : (lookUp(schemeNames, card.CardSchemeName) ?? card.CardSchemeName);
  return { ...(scheme === undefined ? {} : { scheme }), ...(last4 === undefined ? {} : { last4 }) };
}

function receiptRefOf(entry: UkTransaction): ReceiptRef | undefined {
  const reference = entry.SupplementaryData?.ReceiptReference;
  return reference && { system: 'sumup', transactionId: reference.TransactionId, merchantCode: reference.MerchantCode };
}

function deliveryRefOf(entry: UkTransaction): DeliveryRef | undefined {
  const reference = entry.SupplementaryData?.DeliveryReference;
  if (!reference) return undefined;
  return reference.System === 'PayPal'
    ? { system: 'paypal', transactionId: reference.TransactionId }
    : { system: 'la_poste', trackingNumber: reference.TrackingNumber };
}

/** `OBTransaction6` → Transaction; undefined for what is announced or told but no entry of the account. */
export function toTransaction(entry: UkTransaction): Transaction | undefined {
  const status = transactionStatus(entry.Status);
  if (status === undefined || status === 'not_an_entry') return undefined;
  const merchant = merchantOf(entry);
  const originalAmount = originalAmountOf(entry);
  const card = cardOf(entry);
  const receiptRef = receiptRefOf(entry);
  const deliveryRef = deliveryRefOf(entry);
  return {
    id: idOf(entry),
    accountId: entry.AccountId,
    status,
    amount: signed(entry.Amount, entry.CreditDebitIndicator),
    bookedAt: entry.BookingDateTime,
    label: (entry.TransactionInformation ?? merchant?.name ?? entry.TransactionReference ?? '').trim(),
    ...(entry.CategoryPurposeCode === undefined ? {} : { purposeCode: entry.CategoryPurposeCode }),
    ...(merchant ? { merchant } : {}),
    ...(originalAmount ? { originalAmount } : {}),
    ...(card ? { card } : {}),
    ...(receiptRef ? { receiptRef } : {}),
    ...(deliveryRef ? { deliveryRef } : {}),
  };
}
