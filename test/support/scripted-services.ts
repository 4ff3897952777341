import type { AccountLinking } from '../../connectors/ports/account-linking.ts';
import type { CardView } from '../../connectors/ports/card-control.ts';
import type {
  AccountQuery,
  Affordability,
  BalanceView,
  CustomerBanking,
  DeliveryView,
  FilterView,
  TransactionQuery,
  TransactionReport,
  TransactionView,
} from '../../connectors/ports/customer-banking.ts';
import type { CustomerProtection, OrderOutcome } from '../../connectors/ports/customer-protection.ts';
import type { ChatLevel, ChatTopic } from '../../connectors/ports/disclosure-control.ts';
import type { DialogServices } from '../../dialogs/services.ts';
import type { Money } from '../../i18n/money.ts';
import type { ReceiptView } from '../../secrecy/receipt-view.ts';
import { type Sealed, seal } from '../../secrecy/sealed.ts';

/** An amount in euros, in cents. */
export const euros = (minor: bigint): Money => ({ minor, currency: 'EUR' });

interface Standing {
  readonly name?: string;
  readonly kind?: 'current' | 'savings' | 'card' | 'loan';
  readonly booked?: bigint;
  readonly available?: bigint;
  readonly limit?: bigint;
}

/** What a bank would say of one account; amounts in cents. */
export function balanceView({
  name = 'Compte courant',
  kind = 'current',
  booked = 123_456n,
  available = booked,
  limit = 0n,
}: Standing = {}): BalanceView {
  const left = booked + limit;
  const standing = booked >= 0n ? 'credit' : left >= 0n ? 'overdrawn' : 'beyond_limit';
  const owed = booked < 0n ? -booked : 0n;
  return {
    accountName: seal('balance', name),
    naming: seal('balance', 'common'),
    nameInSentence: seal('balance', name.charAt(0).toLowerCase() + name.slice(1)),
    kind: seal('balance', kind),
    booked: seal('balance', euros(booked)),
    available: seal('balance', euros(available)),
    pending: seal('balance', euros(available - booked)),
    standing: seal('balance', standing),
    differs: seal('balance', booked === available ? 'no' : 'yes'),
    limit: seal('balance', euros(limit)),
    overdraft: {
      agreed: seal('balance', limit > 0n ? 'yes' : 'no'),
      used: seal('balance', euros(owed < limit ? owed : limit)),
      left: seal('balance', euros(left > 0n ? left : 0n)),
      beyond: seal('balance', euros(left < 0n ? -left : 0n)),
      included: seal('balance', 'no'),
    },
    anyOverdrawn: seal('balance', standing === 'credit' ? 'no' : 'yes'),
    asOf: seal('balance', { day: '2026-11-17' }),
  };
}

/** A card payment of 34,90 € at the Fnac, or what differs from it. */
export function transactionView(ref: string, different: Partial<TransactionView> = {}): TransactionView {
  return {
    ref,
    counterparty: seal('transaction', 'Fnac'),
    role: seal('transaction', 'plain'),
    mayHaveReceipt: true,
    amount: seal('transaction', euros(-3490n)),
    absolute: seal('transaction', euros(3490n)),
    day: seal('transaction', { day: '2026-11-17' }),
    status: seal('transaction', 'booked'),
    direction: seal('transaction', 'out'),
    label: seal('transaction', 'CB FNAC PARIS 17/11'),
    category: seal('transaction', 'electronics'),
    place: seal('transaction', 'Paris, France'),
    hasPlace: seal('transaction', 'yes'),
    foreign: seal('transaction', 'no'),
    originalAmount: seal('transaction', euros(-3490n)),
    cardLast4: seal('transaction', '4242'),
    hasCard: seal('transaction', 'yes'),
    accountName: seal('transaction', 'Compte courant'),
    ...different,
  };
}

/** A question that was narrowed to nothing, or to what differs from it. */
export function filterView(different: Partial<FilterView> = {}): FilterView {
  return {
    merchant: seal('transaction', ''),
    scope: seal('transaction', 'any'),
    account: seal('transaction', ''),
    amount: seal('transaction', 'any'),
    least: seal('transaction', euros(0n)),
    most: seal('transaction', euros(0n)),
    ...different,
  };
}

/** What the bank says of these transactions, in November. */
export function transactionReport(entries: readonly TransactionView[], different: Partial<TransactionReport> = {}): TransactionReport {
  const period = { from: { day: '2026-11-01' }, to: { day: '2026-11-17' } };
  const reached = { reach: 'searched', oldest: { day: '2025-10-17' } } as const;
  return { entries, found: entries.length, sums: [], filter: filterView(), period, ...reached, ...different };
}

/** A parcel of Fnac under way, but for what is different. */
export function deliveryView(different: Partial<DeliveryView> = {}): DeliveryView {
  return {
    merchant: seal('delivery', 'Fnac'),
    carrier: seal('delivery', 'La Poste'),
    trackingNumber: seal('delivery', '6A00000000000'),
    hasNumber: seal('delivery', 'yes'),
    status: seal('delivery', 'in_transit'),
    expectation: seal('delivery', 'day'),
    expectedDay: seal('delivery', { day: '2026-11-19' }),
    expectedFrom: seal('delivery', ''),
    expectedTo: seal('delivery', ''),
    purchasedOn: seal('delivery', { day: '2026-11-15' }),
    amount: seal('delivery', euros(3490n)),
    when: seal('delivery', 'other'),
    anyLate: seal('delivery', 'no'),
    trackingUrl: seal('delivery', 'https://carrier.example/parcels/1'),
    ...different,
  };
}

/** A receipt of one book. */
export function receiptView(): Sealed<'receipt', ReceiptView> {
  return seal('receipt', {
    number: 'R-1',
    merchant: 'Fnac',
    issuedAt: '2026-11-17T10:00:00Z',
    lines: [{ label: 'Livre', quantity: 1, total: euros(3490n) }],
    taxes: [],
    total: euros(3490n),
  });
}

/** A Visa card by its last four digits. */
export function cardView(last4: string, state: 'active' | 'frozen' = 'active'): CardView {
  return { ref: `card-${last4}`, label: seal('card', `Visa ···· ${last4}`), state: seal('card', state) };
}

/** A price that can be paid, or what differs from it. */
export function affordability(different: Partial<Affordability> = {}): Affordability {
  return {
    verdict: seal('balance', 'yes'),
    naming: seal('balance', 'common'),
    nameInSentence: seal('balance', 'compte courant'),
    available: seal('balance', euros(123_456n)),
    agreed: seal('balance', 'no'),
    limit: seal('balance', euros(0n)),
    reach: seal('balance', euros(123_456n)),
    price: seal('balance', euros(10_000n)),
    short: seal('balance', euros(0n)),
    ...different,
  };
}

interface Script {
  readonly balances?: (query?: AccountQuery) => readonly BalanceView[];
  readonly affordability?: (asked: Parameters<CustomerBanking['affordability']>[0]) => Affordability | undefined;
  readonly transactions?: (query: TransactionQuery) => TransactionReport;
  readonly purchases?: (query: Parameters<CustomerBanking['findPurchases']>[0]) => readonly TransactionView[];
  readonly receipt?: (ref: string) => Sealed<'receipt', ReceiptView> | undefined;
  readonly deliveries?: (query: Parameters<CustomerBanking['deliveries']>[0]) => readonly DeliveryView[];
  readonly cards?: (query: Parameters<CustomerProtection['cards']>[0]) => Awaited<ReturnType<CustomerProtection['cards']>>;
  /** What comes of every order; `none` where the bank takes none. */
  readonly order?: OrderOutcome | 'none';
  readonly cardPhone?: string;
  readonly linked?: boolean;
  /** Address of the page on which the customer decides what may be said. */
  readonly page?: string;
  /** Whether the law asks to keep everything. */
  readonly held?: boolean;
  /** What is said of everything; `shown` where left out. */
  /** Whether there is a language model, and it is allowed; `none` unless told. */
  readonly model?: 'none' | 'refused' | 'allowed';
  readonly level?: ChatLevel;
  readonly confirm?: Awaited<ReturnType<AccountLinking['confirm']>>;
  /** Told of every call, with what was asked. */
  readonly onCall?: (operation: string, asked: unknown) => void;
}

/** The services of a dialog, answering as the test says; what is not scripted knows nothing. */
export function scriptedServices({ onCall = () => undefined, ...script }: Script): DialogServices {
  const noted = <Asked, Answer>(operation: string, answer: (asked: Asked) => Answer) => {
    return async (asked: Asked): Promise<Answer> => {
      onCall(operation, asked);
      return answer(asked);
    };
  };
  const purchases = script.purchases ?? (() => []);
  const outcome: OrderOutcome = script.order === undefined || script.order === 'none' ? { outcome: 'done' } : script.order;
  return {
    bank: {
      balances: async (query) => {
        onCall('balances', query);
        return script.balances?.(query) ?? [];
      },
      affordability: noted('affordability', script.affordability ?? (() => undefined)),
      transactions: noted('transactions', script.transactions ?? (() => transactionReport([]))),
      transaction: noted('transaction', (ref: string) => purchases({}).find((purchase) => purchase.ref === ref)),
      paymentId: noted('paymentId', () => undefined),
      findPurchases: noted('findPurchases', purchases),
      receipt: noted('receipt', script.receipt ?? (() => undefined)),
      deliveries: noted('deliveries', script.deliveries ?? (() => [])),
    },
    disclosure: {
      model: async () => script.model ?? 'none',
      levels: async () => {
        const level = script.level ?? 'shown';
        return { balance: level, transaction: level, receipt: level, delivery: level, card: level, alert: level };
      },
      page: async () => script.page,
      seal: noted('seal', (_topics: readonly ChatTopic[]) => undefined),
    },
    erasure: {
      erase: async () => {
        onCall('erase', undefined);
        return script.held ? { outcome: 'held' } : { outcome: 'erased', receipt: 'BCDF-GHJK-LMNP' };
      },
    },
    protection: {
      available: script.order !== 'none',
      cards: async (query) => {
        onCall('cards', query);
        return script.cards?.(query) ?? [];
      },
      freeze: async (target) => {
        onCall('freeze', target);
        return outcome;
      },
      reportFraud: async (suspicion) => {
        onCall('reportFraud', suspicion);
        return outcome;
      },
    },
    linking: {
      isLinked: async () => script.linked ?? false,
      begin: async () => {
        onCall('begin', undefined);
        return { url: 'https://bank.example/link/once' };
      },
      confirm: noted('confirm', () => script.confirm ?? 'expired'),
      unlink: async () => {
        onCall('unlink', undefined);
        return script.linked ?? false;
      },
    },
    contact: {
      bankName: 'Banque Exemple',
      phone: '+33 1 23 45 67 89',
      hours: { fr: 'du lundi au vendredi, de 9 h à 18 h', en: 'Monday to Friday, 9 am to 6 pm' },
      url: 'https://bank.example/contact',
      ...(script.cardPhone === undefined ? {} : { cardPhone: script.cardPhone }),
    },
  };
}
