import { type Money, parseMoney } from '../../i18n/money.ts';
import { derive, deriveAll, deriveBoth } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Affordability, CustomerBanking } from '../ports/customer-banking.ts';
import { accountNameOf } from './account-name.ts';
import { selectByAccount } from './account-query.ts';
import { limitOf, ownAvailableOf, type Position } from './position.ts';

type Price = Parameters<CustomerBanking['affordability']>[0];

interface Weighed {
  readonly verdict: 'yes' | 'overdraft' | 'together' | 'no' | 'other_currency';
  /** The account that comes nearest to it. */
  readonly best: Position;
  readonly price: Money;
  /** What the best account lacks, overdraft included; zero where nothing is lacking. */
  readonly short: Money;
}

function reachOf(position: Position): bigint {
  return ownAvailableOf(position).minor + limitOf(position).minor;
}

/** What was named, in the account's currency where none was; an amount finer than the currency has none of. */
function priceIn({ amount, currency }: Price, { balance }: Position): Money {
  const own = currency ?? balance.booked.currency;
  try {
    return parseMoney(amount, own);
  } catch {
    return { minor: 0n, currency: own };
  }
}

function verdictOf(best: Position, price: Money, all: readonly Position[]): Weighed['verdict'] {
  if (price.currency !== best.balance.booked.currency) return 'other_currency';
  if (ownAvailableOf(best).minor >= price.minor) return 'yes';
  if (reachOf(best) >= price.minor) return 'overdraft';
  const together = all
    .filter(({ balance }) => balance.booked.currency === price.currency)
    .map((position) => ownAvailableOf(position).minor)
    .reduce((sum, minor) => sum + (minor > 0n ? minor : 0n), 0n);
  return together >= price.minor ? 'together' : 'no';
}

/** First the account that has enough by itself, else the one that reaches furthest. */
function weigh(from: readonly Position[], all: readonly Position[], asked: Price): Weighed {
  const sorted = from.toSorted((first, second) => (reachOf(first) > reachOf(second) ? -1 : 1));
  const enough = sorted.find((position) => ownAvailableOf(position).minor >= priceIn(asked, position).minor);
  const best = enough ?? sorted[0];
  if (!best) throw new TypeError('nothing to pay from');
  const price = priceIn(asked, best);
  const lacking = price.minor - reachOf(best);
  const short = { minor: lacking > 0n ? lacking : 0n, currency: price.currency };
  return { verdict: verdictOf(best, price, all), best, price, short };
}

function isOwnMoney({ account: { kind } }: Position): boolean {
  return kind !== 'card' && kind !== 'loan';
}

/** Whether a price can be paid from the accounts that one pays from, or from the one that was named; undefined where there is none. */
export function affordabilityOf(positions: readonly Sealed<'balance', Position>[], asked: Price): Affordability | undefined {
  const { account } = asked;
  const fitting = selectByAccount(positions, account ?? { forPayments: true }, (position) => position.account);
  if (fitting.length === 0) return undefined;
  const weighed = deriveBoth({
    as: 'balance',
    first: deriveAll('balance', fitting, (list) => list),
    // An account that was named is weighed by itself.
    second: deriveAll('balance', account ? fitting : positions, (list) => list.filter(isOwnMoney)),
    compute: (from, all: readonly Position[]) => weigh(from, all, asked),
  });
  return {
    verdict: derive(weighed, ({ verdict }) => verdict),
    naming: derive(weighed, ({ best }) => accountNameOf(best.account.name).naming),
    nameInSentence: derive(weighed, ({ best }) => accountNameOf(best.account.name).name),
    available: derive(weighed, ({ best }) => ownAvailableOf(best)),
    agreed: derive(weighed, ({ best }) => (limitOf(best).minor > 0n ? 'yes' : 'no')),
    limit: derive(weighed, ({ best }) => limitOf(best)),
    reach: derive(weighed, ({ best }) => ({ minor: reachOf(best) > 0n ? reachOf(best) : 0n, currency: best.balance.booked.currency })),
    price: derive(weighed, ({ price }) => price),
    short: derive(weighed, ({ short }) => short),
  };
}
