import { describe, expect, test } from '@jest/globals';
import { seal } from '../../secrecy/sealed.ts';
import { bubbles, keys, runDialog } from '../../test/support/run-dialog.ts';
import { euros, scriptedServices, transactionReport, transactionView } from '../../test/support/scripted-services.ts';
import { transactions } from './dialog.ts';

type Report = ReturnType<typeof transactionReport>;
const ask = async (report: Report, slots: Readonly<Record<string, unknown>> = {}, language: 'fr' | 'en' = 'fr') => {
  const asked: unknown[] = [];
  const services = scriptedServices({ transactions: () => report, onCall: (_operation, query) => asked.push(query) });
  const outcome = await runDialog(transactions, { services, slots, language });
  return { asked, keys: keys(outcome), texts: bubbles(transactions, outcome, language), suggested: outcome.suggested };
};
const two = [transactionView('t1'), transactionView('t2', { status: seal('transaction', 'pending') })];

describe('a list of entries', () => {
  test('is one bubble with a line an entry, pending ones marked', async () => {
    const { texts, asked } = await ask(transactionReport(two));
    expect(asked).toEqual([{ count: 5 }]);
    expect(texts).toEqual([
      'Vos 2 dernières opérations :\n· mardi 17 novembre · Fnac · -34,90 €\n· mardi 17 novembre · Fnac · -34,90 € · en attente',
    ]);
  });

  test('asks for as many as the customer wants', async () => {
    const { asked } = await ask(transactionReport(two), { count: 12, status: 'pending' });
    expect(asked).toEqual([{ count: 12, status: 'pending' }]);
  });

  test('of a search says what was found and over which days', async () => {
    const { texts } = await ask(transactionReport(two), { merchant: 'fnac' }, 'en');
    expect(texts[0]).toContain('2 transactions for “fnac” from Sunday 1 November to Tuesday 17 November:');
  });

  test('of a wished number is not called cut either', async () => {
    const { texts } = await ask(transactionReport(two, { found: 31 }), { merchant: 'fnac', direction: 'out', count: 2 });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^Vos 2 dernières dépenses pour « fnac » :\n/);
  });

  test('of what was looked for may be longer', async () => {
    expect((await ask(transactionReport(two), { merchant: 'fnac' })).asked).toEqual([{ merchant: 'fnac', count: 10 }]);
  });

  test('of one day names it once', async () => {
    const period = { from: { day: '2026-11-17' }, to: { day: '2026-11-17' } };
    const { texts } = await ask(transactionReport(two, { period }), { period: { from: '2026-11-17', to: '2026-11-17' } });
    expect(texts[0]).toContain('2 opérations le mardi 17 novembre :');
  });

  test('that was cut says how many there are and what to ask next', async () => {
    const { texts } = await ask(transactionReport(two, { found: 31 }), { merchant: 'fnac' });
    expect(texts[1]).toBe('Je n’en affiche que 2 sur 31. Demandez-moi le total, ou précisez un commerçant, une période ou un montant.');
  });

  test('of the latest entries is not called cut: more entries are what is expected', async () => {
    const { keys } = await ask(transactionReport(two, { found: 31 }));
    expect(keys).toEqual([['transactions.latest', 'transactions.line', 'transactions.line']]);
  });
});

describe('one entry', () => {
  test('is explained in full', async () => {
    const { texts, suggested } = await ask(transactionReport([transactionView('t1')]), { merchant: 'fnac' });
    expect(texts[0]?.split('\n')).toEqual([
      'Fnac · Paris, France',
      'Montant : -34,90 €',
      'Date : mardi 17 novembre',
      'État : comptabilisée',
      'Carte : ···· 4242',
      'Compte : Compte courant',
      'Catégorie : électronique et culture',
      'Libellé du relevé : CB FNAC PARIS 17/11',
    ]);
    expect(suggested).toEqual(['receipt_lookup', 'person']);
  });

  test('that is pending says what pending means', async () => {
    const { texts } = await ask(transactionReport([transactionView('t1', { status: seal('transaction', 'pending') })]), {}, 'en');
    expect(texts[0]).toContain(
      'Status: pending. The money is set aside and will be booked in the next few days; the amount may still change.',
    );
  });

  test('paid abroad shows the amount of the purchase', async () => {
    const originalAmount = seal('transaction', { minor: -4200n, currency: 'USD' });
    const { texts } = await ask(transactionReport([transactionView('t1', { foreign: seal('transaction', 'yes'), originalAmount })]));
    expect(texts[0]).toContain('Montant : -34,90 € (soit -42,00 $US dans la devise de l’achat)');
  });

  test('without card or place has no empty line for them', async () => {
    const entry = transactionView('t1', { hasPlace: seal('transaction', 'no'), hasCard: seal('transaction', 'no') });
    const { texts } = await ask(transactionReport([entry]), {}, 'en');
    expect(texts[0]?.split('\n')).toHaveLength(7);
    expect(texts[0]).toMatch(/^Fnac\nAmount/);
  });
});

describe('a total', () => {
  const sums = [
    { out: seal('transaction', euros(12_000n)), in: seal('transaction', euros(5_000n)), count: seal('transaction', 3) },
    {
      out: seal('transaction', { minor: 900n, currency: 'USD' }),
      in: seal('transaction', { minor: 0n, currency: 'USD' }),
      count: seal('transaction', 1),
    },
  ];

  test('is what went out unless asked otherwise, one line a currency', async () => {
    const { texts, asked } = await ask(transactionReport([], { found: 4, sums }), { view: 'sum', merchant: 'carrefour' });
    expect(asked).toEqual([{ merchant: 'carrefour', direction: 'out' }]);
    expect(texts).toEqual([
      'Du dimanche 1er novembre au mardi 17 novembre, vous avez dépensé 120,00 € chez « carrefour », en 3 opérations.\n' +
        'Du dimanche 1er novembre au mardi 17 novembre, vous avez dépensé 9,00 $US chez « carrefour », en 1 opération.',
    ]);
  });

  test('of what came in', async () => {
    const { texts, asked } = await ask(transactionReport([], { found: 3, sums: sums.slice(0, 1) }), { view: 'sum', direction: 'in' }, 'en');
    expect(asked).toEqual([{ direction: 'in' }]);
    expect(texts).toEqual(['From Sunday 1 November to Tuesday 17 November you received €50.00, in 3 payments.']);
  });

  test('of nothing says that nothing was found', async () => {
    expect((await ask(transactionReport([]), { view: 'sum' })).keys).toEqual([['transactions.none']]);
  });
});

describe('a kind of spending', () => {
  const sums = [{ out: seal('transaction', euros(12_000n)), in: seal('transaction', euros(0n)), count: seal('transaction', 3) }];
  const total = async (category: string, language: 'fr' | 'en') => {
    const { asked, texts } = await ask(transactionReport([], { found: 3, sums }), { view: 'sum', category }, language);
    expect(asked).toEqual([{ category, direction: 'out' }]);
    return texts[0];
  };

  test.each([
    ['groceries', 'dépensé 120,00 € en courses alimentaires, en 3 opérations.', 'spent €120.00 on groceries, in 3 payments.'],
    ['health', 'dépensé 120,00 € en frais de santé, en 3 opérations.', 'spent €120.00 on health, in 3 payments.'],
    ['cash', 'retiré 120,00 € en espèces, en 3 retraits.', 'withdrew €120.00 in cash, in 3 withdrawals.'],
    ['fee', 'payé 120,00 € de frais bancaires, en 3 opérations.', 'paid €120.00 in bank charges, in 3 payments.'],
  ])('is named in a total (%s)', async (category, fr, en) => {
    expect(await total(category, 'fr')).toBe(`Du dimanche 1er novembre au mardi 17 novembre, vous avez ${fr}`);
    expect(await total(category, 'en')).toBe(`From Sunday 1 November to Tuesday 17 November you ${en}`);
  });

  test('is looked for like a shop, and named above the entries', async () => {
    const { asked, texts } = await ask(transactionReport(two, { found: 12 }), { category: 'subscription' });
    expect(asked).toEqual([{ category: 'subscription', count: 10 }]);
    expect(texts[0]).toMatch(/^12 opérations de la catégorie « abonnements » du dimanche 1er novembre au mardi 17 novembre :\n/);
    expect(texts).toHaveLength(2);
  });

  test('of which there is nothing is named too', async () => {
    const { texts } = await ask(transactionReport([]), { view: 'sum', category: 'fuel', direction: 'out' }, 'en');
    expect(texts[0]).toMatch(/^I can’t find any payment for fuel from/);
  });
});

test('a total of what was found, but is no spending, says that there is none', async () => {
  expect((await ask(transactionReport([], { found: 2 }), { view: 'sum' })).keys).toEqual([['transactions.none']]);
});

test('nothing found says what was searched and suggests widening', async () => {
  const slots = { merchant: 'zara', status: 'pending', amount: { min: '50' }, account: { kind: 'card' } };
  expect((await ask(transactionReport([]), slots)).texts).toEqual([
    'Je ne trouve aucune opération en attente pour « zara » de ce montant sur ce compte du dimanche 1er novembre au mardi 17 novembre. ' +
      'Essayez une période plus large, ou seulement une partie du nom.',
  ]);
});
