import { describe, expect, test } from '@jest/globals';
import { seal } from '../../secrecy/sealed.ts';
import { bubbles, keys, runDialog } from '../../test/support/run-dialog.ts';
import { euros, filterView, scriptedServices, transactionReport, transactionView } from '../../test/support/scripted-services.ts';
import { transactions } from './dialog.ts';

type Report = ReturnType<typeof transactionReport>;
const ask = async (report: Report, slots: Readonly<Record<string, unknown>> = {}, language: 'fr' | 'en' = 'fr') => {
  const asked: unknown[] = [];
  const services = scriptedServices({ transactions: () => report, onCall: (_operation, query) => asked.push(query) });
  const outcome = await runDialog(transactions, { services, slots, language });
  return { asked, keys: keys(outcome), texts: bubbles(transactions, outcome, language), suggested: outcome.suggested };
};
const shop = (merchant: string) => ({ filter: filterView({ merchant: seal('transaction', merchant) }) });
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
    const { texts } = await ask(transactionReport(two, shop('Fnac')), { merchant: 'fnca' }, 'en');
    expect(texts[0]).toContain('2 transactions for “Fnac” from Sunday 1 November to Tuesday 17 November:');
  });

  test('of a wished number is not called cut either', async () => {
    const report = transactionReport(two, { found: 31, ...shop('Fnac') });
    const { texts } = await ask(report, { merchant: 'fnac', direction: 'out', count: 2 });
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(/^Vos 2 dernières dépenses pour « Fnac » :\n/);
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

describe('a page of a list', () => {
  test('after what was shown is numbered on, and says how many there are', async () => {
    const { texts, asked } = await ask(transactionReport(two, { found: 92 }), { skip: 10, view: 'list', count: 3 });
    expect(asked).toEqual([{ count: 10, skip: 10 }]);
    expect(texts[0]).toMatch(/^La suite, 11 à 12 sur 92 opérations du dimanche 1er novembre au mardi 17 novembre :\n/);
  });

  test('of one entry is not that entry in full', async () => {
    const { texts } = await ask(transactionReport(two.slice(0, 1), { found: 11 }), { skip: 10, view: 'list' }, 'en');
    expect(texts[0]).toMatch(/^Next, 11 of 11 transactions from Sunday 1 November to Tuesday 17 November:\n/);
  });

  test('stands for more than anybody reads, and says so', async () => {
    const { texts, asked } = await ask(transactionReport(two, { found: 289 }), { count: 500 });
    expect(asked).toEqual([{ count: 20, skip: 0 }]);
    expect(texts[1]).toBe('J’en affiche 2 à la fois, sur 289 depuis le dimanche 1er novembre : dites « plus » pour la suite.');
  });
});

describe('days that the bank tells nothing of', () => {
  test.each([
    ['too_old', 'fr', /depuis le 17 octobre 2025 : la période que vous demandez est plus ancienne/],
    ['too_old', 'en', /since 17 October 2025: the period you ask for is older/],
    ['to_come', 'fr', /^Cette période est à venir/],
  ] as const)('because they are %s', async (reach, language, sentence) => {
    const report = transactionReport([], { reach });
    expect((await ask(report, { period: { from: '2019-03-03' } }, language)).texts).toEqual([expect.stringMatching(sentence)]);
    expect((await ask(report, { view: 'sum' }, language)).texts).toEqual([expect.stringMatching(sentence)]);
  });
});

describe('pay and rent', () => {
  const pay = transactionView('p1', {
    role: seal('transaction', 'salary'),
    counterparty: seal('transaction', 'Mairie de Paris'),
    absolute: seal('transaction', euros(300_000n)),
  });
  const answer = async (inMonth: boolean, slots: Readonly<Record<string, unknown>>, language: 'fr' | 'en' = 'fr') => {
    const entries = [pay];
    const services = scriptedServices({
      transactions: ({ period }) => transactionReport(period && !inMonth ? [] : entries, { found: 1 }),
    });
    return bubbles(transactions, await runDialog(transactions, { services, slots, language }), language);
  };

  test('that has come is a yes, with its day', async () => {
    expect(await answer(true, { category: 'salary', view: 'whether', direction: 'out' })).toEqual([
      'Oui, votre salaire est arrivé le mardi 17 novembre : 3 000,00 €, versés par Mairie de Paris.',
    ]);
  });

  test('that has not come this month is told with the last one', async () => {
    expect(await answer(false, { category: 'salary', view: 'whether' }, 'en')).toEqual([
      'Not yet this month. Your last salary arrived on Tuesday 17 November: €3,000.00 from Mairie de Paris.',
    ]);
  });

  test('of other days is a no', async () => {
    const period = { from: '2026-11-01', to: '2026-11-17' };
    expect((await answer(false, { category: 'rent', view: 'whether', period }))[0]).toMatch(
      /^Non, pas du dimanche 1er novembre au mardi 17 novembre\. Votre dernier loyer est parti le/,
    );
  });

  test('that nobody sees is said so', async () => {
    const services = scriptedServices({ transactions: () => transactionReport([]) });
    const say = async (slots: Readonly<Record<string, unknown>>) =>
      bubbles(transactions, await runDialog(transactions, { services, slots }));
    expect(await say({ category: 'salary', view: 'whether' })).toEqual([
      'Non : je ne vois aucun salaire versé du dimanche 1er novembre au mardi 17 novembre.',
    ]);
    expect(await say({ category: 'rent' })).toEqual(['Je ne vois aucun loyer payé du dimanche 1er novembre au mardi 17 novembre.']);
  });

  test('whose figure is asked is the last one', async () => {
    expect(await answer(true, { category: 'salary', direction: 'in' })).toEqual([
      'Votre dernier salaire est arrivé le mardi 17 novembre : 3 000,00 €, versés par Mairie de Paris.',
    ]);
  });

  test('that was declined is a no', async () => {
    const declined = transactionView('p2', { status: seal('transaction', 'rejected') });
    const services = scriptedServices({ transactions: () => transactionReport([declined]) });
    const outcome = await runDialog(transactions, { services, slots: { category: 'rent', view: 'whether' }, language: 'en' });
    expect(bubbles(transactions, outcome, 'en')).toEqual(['No: the payment of Tuesday 17 November was declined, and nothing was taken.']);
  });

  test('of several times is a list', async () => {
    expect((await ask(transactionReport(two), { category: 'rent', count: 3 })).asked).toEqual([{ category: 'rent', count: 3 }]);
  });

  test('over a stretch of days is a list', async () => {
    const { keys } = await ask(transactionReport(two), { category: 'rent', period: { from: '2026-01-01' } });
    expect(keys[0]?.[0]).toBe('transactions.matching');
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

  test('of which no shop gave a receipt has no button for one', async () => {
    const entry = transactionView('t1', { mayHaveReceipt: false });
    expect((await ask(transactionReport([entry]))).suggested).toEqual(['person']);
  });

  test('bears a readable name, and the line of the statement as it is printed', async () => {
    const names = {
      role: seal('transaction', 'rent' as const),
      counterparty: seal('transaction', 'SCI Les Tilleuls'),
      label: seal('transaction', 'VIR PERM LOYER SCI LES TILLEULS'),
    };
    const entry = transactionView('t1', { ...names, hasPlace: seal('transaction', 'no') });
    const { texts } = await ask(transactionReport([entry]));
    expect(texts[0]).toMatch(/^Loyer – SCI Les Tilleuls\n[^]*\nLibellé du relevé : VIR PERM LOYER SCI LES TILLEULS$/);
    const list = await ask(transactionReport([entry, entry]), {}, 'en');
    expect(list.texts[0]).toContain('\n· Tuesday 17 November · Rent – SCI Les Tilleuls · -€34.90\n');
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
    {
      out: seal('transaction', euros(12_000n)),
      in: seal('transaction', euros(5_000n)),
      count: seal('transaction', 3),
      leftOut: seal('transaction', 'none' as const),
    },
    {
      out: seal('transaction', { minor: 900n, currency: 'USD' }),
      in: seal('transaction', { minor: 0n, currency: 'USD' }),
      count: seal('transaction', 1),
      leftOut: seal('transaction', 'none' as const),
    },
  ];

  test('is what went out unless asked otherwise, one line a currency', async () => {
    const report = transactionReport([], { found: 4, sums, ...shop('Carrefour') });
    const { texts, asked } = await ask(report, { view: 'sum', merchant: 'carrefour' });
    expect(asked).toEqual([{ merchant: 'carrefour', direction: 'out' }]);
    expect(texts).toEqual([
      'Du dimanche 1er novembre au mardi 17 novembre, vous avez dépensé 120,00 € chez « Carrefour », en 3 opérations.\n' +
        'Du dimanche 1er novembre au mardi 17 novembre, vous avez dépensé 9,00 $US chez « Carrefour », en 1 opération.',
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
  const sums = [
    {
      out: seal('transaction', euros(12_000n)),
      in: seal('transaction', euros(0n)),
      count: seal('transaction', 3),
      leftOut: seal('transaction', 'none' as const),
    },
  ];
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
  const filter = filterView({
    merchant: seal('transaction', 'zara'),
    scope: seal('transaction', 'account'),
    account: seal('transaction', 'Compte joint'),
    amount: seal('transaction', 'least'),
    least: seal('transaction', euros(5_000n)),
  });
  expect((await ask(transactionReport([], { filter }), slots)).texts).toEqual([
    'Je ne trouve aucune opération en attente de 50,00 € ou plus pour « zara » sur « Compte joint » ' +
      'du dimanche 1er novembre au mardi 17 novembre. ' +
      'Essayez une période plus large, ou seulement une partie du nom.',
  ]);
});
