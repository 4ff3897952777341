import { ConnectorError } from '../../connectors/connector-error.ts';
import type { CustomerBanking } from '../../connectors/ports/customer-banking.ts';
import type { CustomerProtection } from '../../connectors/ports/customer-protection.ts';
import type { Grant } from '../../secrecy/grant.ts';
import type { DataClass } from '../../secrecy/sealed.ts';

type Levels = () => Grant['levels'];

/** What each question to the bank is about. */
const classOf: Readonly<Record<keyof CustomerBanking, DataClass>> = {
  balances: 'balance',
  affordability: 'balance',
  transactions: 'transaction',
  transaction: 'transaction',
  paymentId: 'transaction',
  findPurchases: 'transaction',
  receipt: 'receipt',
  deliveries: 'delivery',
};

/**
 * Banking of which nothing sealed is even asked: a dialog that forgot to say what it tells (`requires.tells`) gets an error, and the
 * customer an apology, rather than an answer whose wording, or time, tells something. The levels are asked for at each call.
 */
export function bankingWithin(levels: Levels, bank: CustomerBanking): CustomerBanking {
  const ask = <Arguments extends readonly unknown[], Answer>(
    operation: keyof CustomerBanking,
    question: (...given: Arguments) => Promise<Answer>,
  ): ((...given: Arguments) => Promise<Answer>) => {
    return async (...given) => {
      if (levels()[classOf[operation]] === 'sealed') throw new ConnectorError('bad_request', { system: 'secrecy', operation });
      return question(...given);
    };
  };
  return {
    balances: ask('balances', (query) => bank.balances(query)),
    affordability: ask('affordability', (asked) => bank.affordability(asked)),
    transactions: ask('transactions', (query) => bank.transactions(query)),
    transaction: ask('transaction', (ref) => bank.transaction(ref)),
    paymentId: ask('paymentId', (ref) => bank.paymentId(ref)),
    findPurchases: ask('findPurchases', (query) => bank.findPurchases(query)),
    receipt: ask('receipt', (ref) => bank.receipt(ref)),
    deliveries: ask('deliveries', (query) => bank.deliveries(query)),
  };
}

/** Protection that goes on where cards are sealed: they are not listed, and an order is for all of them or for digits that were typed. */
export function protectionWithin(levels: Levels, protection: CustomerProtection): CustomerProtection {
  return {
    ...protection,
    cards: async (query) => (levels().card !== 'shown' && protection.available ? 'sealed' : protection.cards(query)),
  };
}
