import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayIn } from '../../i18n/calendar-day.ts';
import { openSealed } from '../../secrecy/sealed.ts';
import { createFakeBanking } from '../../test/support/fake-banking.ts';
import type { Transaction } from '../domain/transaction.ts';
import type { TransactionQuery, TransactionView } from '../ports/customer-banking.ts';

const now = new Date('2026-11-17T12:00:00Z');
const today = '2026-11-17';
const accounts = [{ id: 'a1', kind: 'current', name: 'Compte courant', currency: 'EUR' } as const];
const minuteMs = 60_000;
const dayMinutes = 1440;

/** Entries of the last 130 days and the week to come, many of them around midnight. */
const entriesArbitrary = fc
  .array(
    fc.record({
      minutesAgo: fc.oneof(
        fc.integer({ min: -7 * dayMinutes, max: 130 * dayMinutes }),
        fc.integer({ min: 0, max: 130 }).map((days) => days * dayMinutes + dayMinutes / 2),
      ),
      status: fc.constantFrom('booked', 'pending', 'rejected'),
      minor: fc.integer({ min: -9_999, max: 9_999 }),
      merchant: fc.constantFrom('Monoprix', 'Monoprxi', 'Fnac', undefined),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(
      ({ minutesAgo, status, minor, merchant }, index): Transaction => ({
        id: `t${index}`,
        accountId: 'a1',
        status,
        amount: { minor: BigInt(minor), currency: 'EUR' },
        bookedAt: new Date(now.getTime() - minutesAgo * minuteMs).toISOString(),
        label: `t${index}`,
        ...(merchant === undefined ? {} : { merchant: { name: merchant } }),
      }),
    ),
  );
const zoneArbitrary = fc.constantFrom('Europe/Paris', 'America/Los_Angeles', 'Pacific/Auckland', 'UTC');
const directionArbitrary = fc.constantFrom('in', 'out', undefined);
const dayArbitrary = fc.integer({ min: 0, max: 130 }).map((days) => addDays(today, -days));

function labels(entries: readonly TransactionView[]): string[] {
  return entries.map((view) => openSealed(view.label));
}

describe('the newest entries', () => {
  test('are the same as those cut from all', async () => {
    await fc.assert(
      fc.asyncProperty(
        entriesArbitrary,
        zoneArbitrary,
        fc.record({
          count: fc.integer({ min: 1, max: 12 }),
          direction: directionArbitrary,
          merchant: fc.constantFrom('monoprix', undefined),
        }),
        async (transactions, timeZone, { count, direction, merchant }) => {
          const bank = () => createFakeBanking({ accounts, transactions, timeZone, now });
          const [newest, all] = [
            await bank().transactions({ count, direction, merchant }),
            await bank().transactions({ direction, merchant }),
          ];
          expect(labels(newest.entries)).toEqual(labels(all.entries).slice(0, count));
          expect(newest.period).toEqual(all.period);
          expect(newest.found).toBeGreaterThanOrEqual(newest.entries.length);
          const bought = await bank().findPurchases({ count, merchant });
          const purchases = (await bank().findPurchases({ merchant, period: { from: addDays(dayIn(timeZone, now), -90) } })).slice(
            0,
            count,
          );
          expect(labels(bought)).toEqual(labels(purchases));
        },
      ),
    );
  });

  test('of a busy month cost one reading of a month', async () => {
    const busy = Array.from({ length: 5 }, (_unused, index): Transaction => {
      const bookedAt = `${addDays(today, -index)}T10:00:00.000Z`;
      return { id: `t${index}`, accountId: 'a1', status: 'booked', amount: { minor: -1n, currency: 'EUR' }, bookedAt, label: `t${index}` };
    });
    const bank = createFakeBanking({ accounts, transactions: busy, now });
    expect(labels((await bank.transactions({ count: 3 })).entries)).toEqual(['t0', 't1', 't2']);
    expect(bank.calls).toEqual(['transactions 2026-10-17/2026-11-24', 'accounts']);
  });

  test.each<TransactionQuery>([
    { count: 3, account: { kind: 'current' } },
    { count: 3, amount: { min: '1' } },
    { count: 3, status: 'booked' },
    { direction: 'in' },
  ])('are not looked for where all the days count (%j)', async (query) => {
    const bank = createFakeBanking({ accounts, now });
    await bank.transactions(query);
    expect(bank.calls).toEqual(['transactions 2026-08-18/2026-11-24', 'accounts']);
  });
});

describe('an earlier day in the same turn', () => {
  test('finds what a reading of all the days finds', async () => {
    const beginningsArbitrary = fc.array(dayArbitrary, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(entriesArbitrary, zoneArbitrary, beginningsArbitrary, async (transactions, timeZone, beginnings) => {
        const bank = createFakeBanking({ accounts, transactions, timeZone, now });
        for (const from of beginnings) {
          const fresh = createFakeBanking({ accounts, transactions, timeZone, now });
          const expected = labels((await fresh.transactions({ period: { from } })).entries);
          expect(labels((await bank.transactions({ period: { from } })).entries)).toEqual(expected);
        }
      }),
    );
  });

  test('asks for the days before only', async () => {
    const bank = createFakeBanking({ accounts, now });
    for (const from of ['2026-11-01', '2026-10-10', '2026-10-20', '2026-11-17']) await bank.transactions({ period: { from } });
    expect(bank.calls).toEqual(['transactions 2026-10-31/2026-11-24', 'accounts', 'transactions 2026-10-09/2026-11-01']);
  });
});
