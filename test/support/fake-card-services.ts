import { ConnectorError } from '../../connectors/connector-error.ts';
import type { CardControl, CardTarget, CardView, FreezeResult } from '../../connectors/ports/card-control.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { FraudReporting, FraudReportResult } from '../../connectors/ports/fraud-report.ts';
import { seal } from '../../secrecy/sealed.ts';

/** What goes wrong: nothing reaches the bank, it does what it is asked but nobody learns it, or it no longer knows the customer. */
export type FakeTrouble = 'unreachable' | 'answers_lost' | 'consent_expired' | 'busy' | undefined;

interface FakeCard {
  readonly ref: string;
  readonly last4: string;
}

/** A bank's card services in memory. `carriedOut` holds the keys of what was really done, each time it was done. */
export interface FakeCardServices extends CardControl, FraudReporting {
  trouble: FakeTrouble;
  readonly carriedOut: readonly string[];
  /** Every call, with its key where it has one. */
  readonly calls: readonly string[];
}

const twoCards: readonly FakeCard[] = [
  { ref: 'card-1', last4: '1111' },
  { ref: 'card-2', last4: '2222' },
];

function failure(code: 'bank_unavailable' | 'consent_expired' | 'rate_limited'): ConnectorError {
  return new ConnectorError(code, { system: 'fake-bank', operation: 'card services' });
}

/** Card services in memory; they pass the contract of the port. */
export function createFakeCardServices(cards: readonly FakeCard[] = twoCards): FakeCardServices {
  const carriedOut: string[] = [];
  const calls: string[] = [];
  const frozen = new Set<string>();
  const results = new Map<string, FreezeResult | FraudReportResult>();
  const idOf = ({ key }: CustomerAccess, operation: string): string => `${key} ${operation}`;

  const reach = (call: string): void => {
    calls.push(call);
    if (bank.trouble === 'unreachable') throw failure('bank_unavailable');
    if (bank.trouble === 'consent_expired') throw failure('consent_expired');
    if (bank.trouble === 'busy') throw failure('rate_limited');
  };
  function once<Result extends FreezeResult | FraudReportResult>(customer: CustomerAccess, key: string, act: () => Result): Result {
    const id = idOf(customer, key);
    if (!results.has(id)) {
      const result = act();
      results.set(id, result);
      if (result.outcome === 'done') carriedOut.push(key);
    }
    if (bank.trouble === 'answers_lost') throw failure('bank_unavailable');
    // A replay is told what was told before; `act` is not run for it.
    return act();
  }
  const meant = (target: CardTarget): readonly FakeCard[] => {
    if (target.which === 'all') return cards;
    return cards.filter(({ ref, last4 }) => (target.which === 'card' ? ref === target.ref : last4 === target.last4));
  };
  const bank: FakeCardServices = {
    trouble: undefined,
    carriedOut,
    calls,
    async listCards(_customer, query = {}) {
      reach('cards');
      const { last4 = '' } = query;
      const fitting = cards.filter((card) => card.last4.endsWith(last4));
      return (fitting.length > 0 ? fitting : cards).map(
        (card): CardView => ({
          ref: card.ref,
          label: seal('card', `Visa ···· ${card.last4}`),
          state: seal('card', frozen.has(card.ref) ? 'frozen' : 'active'),
        }),
      );
    },
    async freeze(customer, target, key) {
      reach(`freeze ${key}`);
      return once(customer, key, () => {
        const found = meant(target);
        for (const { ref } of found) frozen.add(ref);
        return { outcome: found.length > 0 ? 'done' : 'refused' };
      });
    },
    async freezeByKey(customer, key) {
      reach(`operation ${key}`);
      const result = results.get(idOf(customer, key));
      return result && { outcome: result.outcome };
    },
    async report(customer, _suspicion, key) {
      reach(`report ${key}`);
      return once(customer, key, () => ({ outcome: 'done', reference: `FR-${key.slice(0, 4).toUpperCase()}` }));
    },
    async reportByKey(customer, key) {
      reach(`operation ${key}`);
      const result = results.get(idOf(customer, key));
      return result && 'reference' in result ? result : undefined;
    },
  };
  return bank;
}
