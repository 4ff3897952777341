import type { Account, AccountBalance } from '../../connectors/domain/account.ts';
import type { Transaction } from '../../connectors/domain/transaction.ts';
import { type Money, moneyToDecimal } from '../../i18n/money.ts';
import type { FakeAccounts } from './fake-account-source.ts';
import { type StubAnswer, type StubRequest, type StubServer, startStubServer } from './stub-server.ts';

const path = '/open-banking/v4.0/aisp';
const pageSize = 4;
const typeCodes = { current: 'CACC', joint: 'CACC', savings: 'SVGS', card: 'CARD', loan: 'LOAN', other: 'OTHR' };
const statusCodes = { booked: 'BOOK', pending: 'PDNG', rejected: 'RJCT' };

function signed({ minor, currency }: Money): object {
  const Amount = moneyToDecimal({ minor: minor < 0n ? -minor : minor, currency });
  return { CreditDebitIndicator: minor < 0n ? 'Debit' : 'Credit', Amount: { Amount, Currency: currency } };
}

function unsigned({ minor, currency }: Money): object {
  return { Amount: moneyToDecimal({ minor: minor < 0n ? -minor : minor, currency }), Currency: currency };
}

function accountBody({ id, kind, name, currency, last4 }: Account): object {
  const Account =
    last4 === undefined ? [] : [{ SchemeName: kind === 'card' ? 'UK.OBIE.PAN' : 'UK.OBIE.IBAN', Identification: `********${last4}` }];
  return { AccountId: id, Status: 'Enabled', Currency: currency, AccountTypeCode: typeCodes[kind], Nickname: name, Account };
}

function balanceBodies({ accountId, booked, available, creditLimit, asOf }: AccountBalance): object[] {
  const lines = creditLimit ? { CreditLine: [{ Included: false, Type: 'Pre-Agreed', Amount: unsigned(creditLimit) }] } : {};
  const body = (Type: string, money: Money): object => ({ AccountId: accountId, Type, DateTime: asOf, ...signed(money), ...lines });
  return [body('ITBD', booked), ...(available ? [body('ITAV', available)] : [])];
}

function referenceBody({ receiptRef, deliveryRef }: Transaction): object {
  const receipt = receiptRef && { System: 'SumUp', TransactionId: receiptRef.transactionId, MerchantCode: receiptRef.merchantCode };
  const delivery =
    deliveryRef?.system === 'paypal'
      ? { System: 'PayPal', TransactionId: deliveryRef.transactionId }
      : deliveryRef && { System: 'LaPoste', TrackingNumber: deliveryRef.trackingNumber };
  return { ReceiptReference: receipt, DeliveryReference: delivery };
}

function transactionBody(entry: Transaction): object {
  const { merchant, card, originalAmount } = entry;
  const exchange = originalAmount && {
    SourceCurrency: originalAmount.currency,
    ExchangeRate: 1.1,
    InstructedAmount: unsigned(originalAmount),
  };
  return {
    AccountId: entry.accountId,
    TransactionId: entry.id,
    Status: statusCodes[entry.status],
    BookingDateTime: entry.bookedAt,
    TransactionInformation: entry.label,
    ...signed(entry.amount),
    CategoryPurposeCode: entry.purposeCode,
    AddressLine: merchant && `${merchant.city ?? ''}, ${merchant.country ?? ''}`,
    MerchantDetails: merchant && { MerchantName: merchant.name, MerchantCategoryCode: merchant.categoryCode },
    CardInstrument: card && { CardSchemeName: 'VISA', Identification: `************${card.last4 ?? ''}` },
    CurrencyExchange: exchange,
    SupplementaryData: referenceBody(entry),
  };
}

function listing(data: object, self: string, next?: string): StubAnswer {
  return { json: { Data: data, Links: { Self: self, ...(next === undefined ? {} : { Next: next }) }, Meta: {} } };
}

function transactionPage(data: FakeAccounts, { query }: StubRequest, base: string): StubAnswer {
  const [from, to] = [query.get('fromBookingDateTime') ?? '', query.get('toBookingDateTime') ?? ''];
  const page = Number(query.get('page') ?? 0);
  const inside = data.transactions.filter(
    (entry) => Date.parse(entry.bookedAt) >= Date.parse(from) && Date.parse(entry.bookedAt) <= Date.parse(to),
  );
  const next = new URLSearchParams({ fromBookingDateTime: from, toBookingDateTime: to, page: String(page + 1) });
  const more = inside.length > (page + 1) * pageSize ? `${base}/transactions?${next.toString()}` : undefined;
  return listing({ Transaction: inside.slice(page * pageSize, (page + 1) * pageSize).map(transactionBody) }, `${base}/transactions`, more);
}

/** Serves given accounts as UK Open Banking v4.0 on loopback, a few entries a page, by bearer token. `baseUrl` is the account service's. */
export async function startStubOpenBanking(
  customers: Readonly<Record<string, FakeAccounts>>,
): Promise<StubServer & { readonly baseUrl: string }> {
  const server: StubServer = await startStubServer((request) => {
    const data = customers[request.headers.authorization?.replace('Bearer ', '') ?? ''];
    if (!data) return { status: 401, json: {} };
    const base = `${server.url}${path}`;
    if (request.path === `${path}/accounts`) return listing({ Account: data.accounts.map(accountBody) }, `${base}/accounts`);
    if (request.path === `${path}/balances`) return listing({ Balance: data.balances.flatMap(balanceBodies) }, `${base}/balances`);
    if (request.path === `${path}/transactions`) return transactionPage(data, request, base);
    return { status: 404, json: { Errors: [{ ErrorCode: 'U011' }] } };
  });
  return { ...server, baseUrl: `${server.url}${path}` };
}
