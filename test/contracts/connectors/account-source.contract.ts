import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../../connectors/connector-error.ts';
import type { AccountSource, TransactionWindow } from '../../../connectors/ports/account-source.ts';
import type { CustomerAccess } from '../../../connectors/ports/customer-access.ts';
import { addDays } from '../../../i18n/calendar-day.ts';
import { type DataClass, isSealed, openSealed, type Sealed } from '../../../secrecy/sealed.ts';

/** An implementation with a customer who has at least two accounts and ten entries in the window, one of them pending. */
export interface AccountSourceStage {
  readonly source: AccountSource;
  readonly customer: CustomerAccess;
  /** Another customer of the same bank, with other accounts. */
  readonly stranger: CustomerAccess;
  readonly window: TransactionWindow;
  close(): Promise<void>;
}

function open<Value>(list: readonly Sealed<DataClass, Value>[]): Value[] {
  return list.map((sealed) => openSealed(sealed));
}

const accountKinds = ['current', 'savings', 'card', 'joint', 'loan', 'other'];

/** What every AccountSource does. */
export function describeAccountSource(name: string, setUp: () => Promise<AccountSourceStage>): void {
  describe(`${name} as an AccountSource`, () => {
    let stage: AccountSourceStage;
    beforeAll(async () => {
      stage = await setUp();
    });
    afterAll(() => stage.close());

    const accounts = async (customer = stage.customer) => open(await stage.source.listAccounts(customer));
    const balances = async () => open(await stage.source.listBalances(stage.customer));
    const transactions = async (window = stage.window) => open(await stage.source.listTransactions(stage.customer, window));

    test('lists the customer’s accounts, without their numbers', async () => {
      const list = await accounts();
      expect(list.length).toBeGreaterThan(1);
      expect(new Set(list.map((account) => account.id)).size).toBe(list.length);
      for (const account of list) {
        expect(accountKinds).toContain(account.kind);
        expect(account.name).toMatch(/\S/);
        expect(account.currency).toMatch(/^[A-Z]{3}$/);
        if (account.last4 !== undefined) expect(account.last4).toMatch(/^\d{2,4}$/);
        expect(account.name).not.toMatch(/\d{6}/);
      }
    });

    test('tells one balance for each of them, in the account’s currency', async () => {
      const known = new Map((await accounts()).map((account) => [account.id, account]));
      const list = await balances();
      expect(new Set(list.map((balance) => balance.accountId)).size).toBe(list.length);
      expect(list.length).toBe(known.size);
      for (const balance of list) {
        const { currency } = known.get(balance.accountId) ?? {};
        expect([balance.booked.currency, (balance.available ?? balance.booked).currency]).toEqual([currency, currency]);
        if (balance.creditLimit) expect(balance.creditLimit.minor).toBeGreaterThan(0n);
        expect(new Date(balance.asOf).toISOString()).toBe(balance.asOf);
      }
    });

    test('lists entries of these accounts, newest first, each once, those still pending included', async () => {
      const known = new Set((await accounts()).map((account) => account.id));
      const list = await transactions();
      expect(list.length).toBeGreaterThanOrEqual(10);
      expect(new Set(list.map((entry) => `${entry.accountId} ${entry.id}`)).size).toBe(list.length);
      expect(list.every((entry) => known.has(entry.accountId))).toBe(true);
      expect(list.map((entry) => entry.bookedAt)).toEqual(
        list.map((entry) => entry.bookedAt).toSorted((one, other) => other.localeCompare(one)),
      );
      expect(list.some((entry) => entry.status === 'pending')).toBe(true);
      expect(list.some((entry) => entry.amount.minor < 0n)).toBe(true);
    });

    test('gives the original amount the same sign and another currency', async () => {
      for (const { amount, originalAmount } of await transactions()) {
        if (!originalAmount) continue;
        expect(originalAmount.currency).not.toBe(amount.currency);
        expect(originalAmount.minor < 0n).toBe(amount.minor < 0n);
      }
    });

    test('never shows a whole card number', async () => {
      const said = inspect([await accounts(), await balances(), (await transactions()).map(({ card }) => card)], { depth: 8 });
      expect(said.replaceAll(/\d{4}-\d{2}-\d{2}T\S+/g, '')).not.toMatch(/(?:\d[ -]?){12,19}/);
    });

    test('keeps to the window', async () => {
      const days = (await transactions()).map((entry) => entry.bookedAt.slice(0, 10));
      const middle = addDays(stage.window.to, -5);
      const narrow = (await transactions({ from: middle, to: stage.window.to })).map((entry) => entry.bookedAt.slice(0, 10));
      expect(narrow.every((day) => day >= addDays(middle, -1))).toBe(true);
      expect(narrow.length).toBeLessThan(days.length);
      expect(await transactions({ from: '2001-01-01', to: '2001-01-31' })).toEqual([]);
    });

    test('reads the same twice', async () => {
      expect(await accounts()).toEqual(await accounts());
      expect((await transactions()).map((entry) => entry.id)).toEqual((await transactions()).map((entry) => entry.id));
    });

    test('shows nothing of one customer to another', async () => {
      const own = new Set((await accounts()).map((account) => account.id));
      expect((await accounts(stage.stranger)).filter((account) => own.has(account.id))).toEqual([]);
    });

    test('seals everything it returns', async () => {
      const { customer, source, window } = stage;
      const lists = [
        await source.listAccounts(customer),
        await source.listBalances(customer),
        await source.listTransactions(customer, window),
      ];
      expect(lists.flat().every((value) => isSealed(value))).toBe(true);
      expect(JSON.stringify(lists)).not.toMatch(/\d{3}/);
    });

    test('fails as the access does when the link is dead', async () => {
      const dead = new ConnectorError('consent_expired', { system: 'link', operation: 'token' });
      const gone: CustomerAccess = { key: 'gone', accessToken: () => Promise.reject(dead) };
      await expect(stage.source.listAccounts(gone)).rejects.toBe(dead);
      await expect(stage.source.listBalances(gone)).rejects.toBe(dead);
      await expect(stage.source.listTransactions(gone, stage.window)).rejects.toBe(dead);
    });
  });
}
