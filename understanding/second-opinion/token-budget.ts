import type { ModelTokens } from './ask-model.ts';

/** Who a question is charged to. */
export interface Payer {
  /** A key of the customer that is no name; never sent anywhere. */
  readonly customer: string;
  readonly page: string;
}

/** How many tokens a day (UTC) may be used by one customer, by one Page, and by all together. */
export interface TokenLimits {
  readonly customer: number;
  readonly page: number;
  readonly day: number;
}

/** One question, paid in advance by what it may cost at most. */
export interface Reservation {
  /** Puts what it did cost in the place of the advance. */
  settle(tokens: ModelTokens): void;
}

export interface TokenBudget {
  /** Undefined where one of the budgets is used up. */
  reserve(payer: Payer, tokens: number): Reservation | undefined;
}

const everybody = 'all';

/** Counts tokens in the memory of this process, for the day that it is. A new process begins at nothing. */
export function createTokenBudget({ limits, now }: { readonly limits: TokenLimits; readonly now: () => Date }): TokenBudget {
  let day = '';
  let used = new Map<string, number>();
  const usedBy = (key: string): number => used.get(key) ?? 0;

  return {
    reserve({ customer, page }, tokens) {
      const today = now().toISOString().slice(0, 10);
      if (today !== day) {
        day = today;
        used = new Map();
      }
      const purses = [
        [`customer ${customer}`, limits.customer],
        [`page ${page}`, limits.page],
        [everybody, limits.day],
      ] as const;
      if (purses.some(([key, limit]) => usedBy(key) + tokens > limit)) return undefined;
      // What is settled after midnight belongs to the day before.
      const book = used;
      const add = (more: number): void => {
        for (const [key] of purses) book.set(key, Math.max(0, (book.get(key) ?? 0) + more));
      };
      add(tokens);
      return { settle: ({ input, output }) => add(input + output - tokens) };
    },
  };
}
