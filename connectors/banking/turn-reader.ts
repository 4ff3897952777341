import { addDays } from '../../i18n/calendar-day.ts';
import { filterSealed } from '../../secrecy/derive.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { Account, AccountBalance } from '../domain/account.ts';
import type { AccountSource, TransactionWindow } from '../ports/account-source.ts';
import type { CustomerAccess } from '../ports/customer-access.ts';
import { type Entry, joinAccounts, type SealedEntry } from './entry.ts';
import { markOwnTransfers } from './own-transfers.ts';

/** The bank's answers of one turn, each asked for once. */
export interface TurnReader {
  accounts(): Promise<readonly Sealed<'balance', Account>[]>;
  balances(): Promise<readonly Sealed<'balance', AccountBalance>[]>;
  /** All entries of the days, and of a few days around: the bank's days are not the customer's. */
  entries(window: TransactionWindow): Promise<readonly SealedEntry[]>;
}

/** Pending entries may be dated on the day on which they are expected to be booked. */
const pendingDays = 7;

interface Reading {
  readonly window: TransactionWindow;
  readonly entries: Promise<readonly SealedEntry[]>;
}

function compareBeginnings(first: Reading, second: Reading): number {
  return first.window.from.localeCompare(second.window.from);
}

/** Asks for each thing at its first use and remembers it. An instance lives one turn, so nothing grows old in it. */
export function createTurnReader(deps: {
  readonly customer: CustomerAccess;
  readonly source: AccountSource;
  readonly today: string;
}): TurnReader {
  const { customer, source, today } = deps;
  let accounts: Promise<readonly Sealed<'balance', Account>[]> | undefined;
  let balances: Promise<readonly Sealed<'balance', AccountBalance>[]> | undefined;
  const readings: Reading[] = [];

  const readAccounts = (): NonNullable<typeof accounts> => (accounts ??= source.listAccounts(customer));

  async function read(window: TransactionWindow): Promise<readonly SealedEntry[]> {
    const wide = { from: addDays(window.from, -1), to: addDays(window.to, window.to >= today ? pendingDays : 1) };
    const [transactions, known] = await Promise.all([source.listTransactions(customer, wide), readAccounts()]);
    return markOwnTransfers(joinAccounts(transactions, known));
  }

  /**
   * Reads only what lies before a reading. Both reach a day beyond the seam, so that each entry is in the one of the two that is asked for
   * it, whatever zone the bank's days are in.
   */
  async function readBefore(newer: Reading, from: string): Promise<readonly SealedEntry[]> {
    const seamMs = Date.parse(`${newer.window.from}T00:00:00Z`);
    const isNewer = ({ transaction }: Entry): boolean => Date.parse(transaction.bookedAt) >= seamMs;
    const [recent, older] = await Promise.all([newer.entries, read({ from, to: addDays(newer.window.from, -1) })]);
    // The two legs of a transfer may lie on either side of the seam: they are looked for again.
    return markOwnTransfers([...filterSealed(recent, isNewer), ...filterSealed(older, (entry) => !isNewer(entry))]);
  }

  function begin(window: TransactionWindow): Reading {
    const within = ({ from, to }: TransactionWindow): boolean => from > window.from && from <= window.to && to >= window.to;
    const [newer] = readings.filter((reading) => within(reading.window)).toSorted(compareBeginnings);
    if (!newer) return { window, entries: read(window) };
    return { window: { from: window.from, to: newer.window.to }, entries: readBefore(newer, window.from) };
  }
  return {
    accounts: readAccounts,
    balances: () => (balances ??= source.listBalances(customer)),
    entries(window) {
      const covering = readings.find((reading) => reading.window.from <= window.from && reading.window.to >= window.to);
      if (covering) return covering.entries;
      const reading = begin(window);
      readings.push(reading);
      return reading.entries;
    },
  };
}
