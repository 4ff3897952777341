import { createCustomerBanking } from '../../connectors/banking/create-customer-banking.ts';
import type { ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { Delivery } from '../../connectors/domain/delivery.ts';
import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { Language } from '../../i18n/language.ts';
import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import { createFakeAccountSource, type FakeAccounts } from './fake-account-source.ts';
import { createFakeDeliverySource } from './fake-delivery-source.ts';
import { createFakeReceiptSource } from './fake-receipt-source.ts';

export interface FakeBankingData extends Partial<FakeAccounts> {
  /** By the transaction id of the receipt reference. */
  readonly receipts?: Readonly<Record<string, ReceiptView>>;
  readonly receiptsFailWith?: ConnectorErrorCode;
  /** By PayPal transaction id or La Poste number; a code makes asking for that one fail. */
  readonly deliveries?: Readonly<Record<string, readonly Delivery[] | ConnectorErrorCode>>;
  /** Default 2026-11-17 at noon, UTC. */
  readonly now?: Date;
  /** Default Europe/Paris. */
  readonly timeZone?: string;
  readonly language?: Language;
  /** Key of the customer's link; handles of one key mean nothing to another. */
  readonly customerKey?: string;
}

/** A CustomerBanking over given data: the real filters, sums and seals, with the systems behind it in memory. */
export function createFakeBanking(data: FakeBankingData = {}): CustomerBanking & { readonly calls: readonly string[] } {
  const { accounts = [], balances = [], transactions = [], failWith } = data;
  const source = createFakeAccountSource({ accounts, balances, transactions, ...(failWith ? { failWith } : {}) });
  const banking = createCustomerBanking({
    customer: { key: data.customerKey ?? 'customer-1', accessToken: async () => 'token' },
    accounts: source,
    receipts: createFakeReceiptSource(data.receipts ?? {}, data.receiptsFailWith),
    deliveries: createFakeDeliverySource(data.deliveries ?? {}),
    now: () => data.now ?? new Date('2026-11-17T12:00:00Z'),
    timeZone: data.timeZone ?? 'Europe/Paris',
    language: data.language ?? 'fr',
  });
  return { ...banking, calls: source.calls };
}
