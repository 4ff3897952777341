import { createDayClock, type DayClock } from '../../i18n/day-clock.ts';
import type { Language } from '../../i18n/language.ts';
import { askSealed, derive, filterSealed } from '../../secrecy/derive.ts';
import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { AccountSource } from '../ports/account-source.ts';
import type { CustomerAccess } from '../ports/customer-access.ts';
import type { CustomerBanking } from '../ports/customer-banking.ts';
import type { DeliverySource } from '../ports/delivery-source.ts';
import type { ReceiptSource } from '../ports/receipt-source.ts';
import { affordabilityOf } from './affordability.ts';
import { balanceViews } from './balance-view.ts';
import { createCustomerDays } from './customer-days.ts';
import { deliveryViews, joinPurchase, type SealedParcel } from './delivery-view.ts';
import type { SealedEntry } from './entry.ts';
import { joinPositions, type Position } from './position.ts';
import { reportTransactions } from './report-transactions.ts';
import { type Counter, findEntry, searchEntries, searchNewest } from './search-entries.ts';
import { createPlaceNames, toTransactionView, type ViewContext } from './transaction-view.ts';
import { createTurnReader } from './turn-reader.ts';

export interface CustomerBankingDeps {
  readonly customer: CustomerAccess;
  readonly accounts: AccountSource;
  readonly receipts: ReceiptSource;
  readonly deliveries: DeliverySource;
  readonly now: () => Date;
  /** IANA name of the zone the customer lives in. */
  readonly timeZone: string;
  /** For the names of countries; French by default. */
  readonly language?: Language;
  /** One for all customers, so that it is not made anew in each turn. */
  readonly dayIn?: DayClock;
}

const deliveryDays = 60;
/** Parcels are asked for one purchase at a time: the newest are what a customer waits for. */
const mostParcels = 12;
const mostPurchases = 10;

/** Money that went to a merchant; what was rejected was not bought. */
function isPurchase(transaction: Transaction, withReceipt: boolean): boolean {
  if (!transaction.merchant || transaction.status === 'rejected') return false;
  return !withReceipt || transaction.receiptRef !== undefined;
}

function isSent(transaction: Transaction): boolean {
  return transaction.deliveryRef !== undefined && transaction.status !== 'rejected';
}

async function findReceipt(entry: SealedEntry, source: ReceiptSource): Promise<Sealed<'receipt', ReceiptView> | undefined> {
  const found = await askSealed(entry, async ({ transaction }) => {
    const receipt = transaction.receiptRef && (await source.findReceipt(transaction.receiptRef));
    return receipt ? [receipt] : [];
  });
  return found[0];
}

/** Asks for the parcels of all purchases at once. A source that fails hides nothing of the others; when all fail, so does this. */
async function findParcels(purchases: readonly SealedEntry[], source: DeliverySource): Promise<readonly SealedParcel[]> {
  const asked = await Promise.allSettled(
    purchases.map(async (entry) => {
      const deliveries = await askSealed(
        entry,
        async ({ transaction }): Promise<readonly Sealed<'delivery', Delivery>[]> =>
          transaction.deliveryRef ? source.findDeliveries(transaction.deliveryRef) : [],
      );
      return deliveries.map((delivery) => joinPurchase(delivery, entry));
    }),
  );
  const failed = asked.filter((outcome) => outcome.status === 'rejected');
  if (failed[0] && failed.length === asked.length) throw failed[0].reason;
  return asked.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
}

async function readPositions({ reader }: Counter): Promise<readonly Sealed<'balance', Position>[]> {
  const [accounts, balances] = await Promise.all([reader.accounts(), reader.balances()]);
  return joinPositions(accounts, balances);
}

/** One customer's banking for one turn: filters, sums and joins on the sealed side, and few calls. */
export function createCustomerBanking(deps: CustomerBankingDeps): CustomerBanking {
  const { customer } = deps;
  const days = createCustomerDays(deps.timeZone, deps.now(), deps.dayIn ?? createDayClock());
  const counter: Counter = { reader: createTurnReader({ customer, source: deps.accounts, today: days.today }), days };
  const context: ViewContext = { customerKey: customer.key, days, placeName: createPlaceNames(deps.language ?? 'fr') };
  return {
    balances: async (query) => balanceViews(await readPositions(counter), query, days),
    affordability: async (asked) => affordabilityOf(await readPositions(counter), asked),
    transactions: (query) => reportTransactions(counter, query, context),
    async transaction(ref) {
      const entry = await findEntry(counter, ref, customer.key);
      return entry && toTransactionView(entry, context);
    },
    async paymentId(ref) {
      const entry = await findEntry(counter, ref, customer.key);
      return entry && derive(entry, ({ transaction: { accountId, id } }) => ({ accountId, transactionId: id }));
    },
    async findPurchases({ withReceipt, ...query }) {
      const most = Math.min(query.count ?? mostPurchases, mostPurchases);
      const keep = (entries: readonly SealedEntry[]): readonly SealedEntry[] =>
        filterSealed(entries, ({ transaction }) => isPurchase(transaction, withReceipt === true));
      const purchases = await searchNewest(counter, { ...query, direction: 'out' }, { most, keep });
      return purchases.slice(0, most).map((entry) => toTransactionView(entry, context));
    },
    async receipt(ref) {
      const entry = await findEntry(counter, ref, customer.key);
      return entry && findReceipt(entry, deps.receipts);
    },
    async deliveries({ merchant, period, ...wanted }) {
      const entries = await searchEntries(counter, { merchant, period }, deliveryDays);
      const purchases = filterSealed(entries, ({ transaction }) => isSent(transaction));
      return deliveryViews(await findParcels(purchases.slice(0, mostParcels), deps.deliveries), wanted, days);
    },
  };
}
