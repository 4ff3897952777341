import { describe, expect, test } from '@jest/globals';
import { seal } from '../../secrecy/sealed.ts';
import { bubbles, keys, runDialog } from '../../test/support/run-dialog.ts';
import { affordability, balanceView, euros, scriptedServices } from '../../test/support/scripted-services.ts';
import { balance } from './dialog.ts';

type View = ReturnType<typeof balanceView>;
const ask = async (views: readonly View[], language: 'fr' | 'en' = 'fr') => {
  const outcome = await runDialog(balance, { services: scriptedServices({ balances: () => views }), language });
  return bubbles(balance, outcome, language);
};

describe('balance of one account', () => {
  test('is one sentence with its day', async () => {
    expect(await ask([balanceView()])).toEqual(['Le solde de votre compte courant est de 1 234,56 € au mardi 17 novembre.']);
    expect(await ask([balanceView()], 'en')).toEqual(['The balance of your compte courant is €1,234.56 as of Tuesday 17 November.']);
  });

  test('says what is available when it differs', async () => {
    const [text] = await ask([balanceView({ available: 120_000n })]);
    expect(text).toContain('En comptant les opérations en attente, 1 200,00 € sont disponibles.');
  });

  test('inside an overdraft says the limit and what is left of it', async () => {
    const views = [balanceView({ booked: -12_000n, limit: 50_000n })];
    expect((await ask(views))[0]).toContain(
      'à découvert, dans la limite autorisée de 500,00 € : il vous reste 380,00 € avant de l’atteindre.',
    );
    expect((await ask(views, 'en'))[0]).toContain('within your arranged limit of €500.00: you have €380.00 left before you reach it.');
  });

  test('beyond the overdraft says by how much and what may follow', async () => {
    const [text] = await ask([balanceView({ booked: -62_000n, limit: 50_000n })]);
    expect(text).toContain('Ce compte dépasse de 120,00 € son découvert autorisé de 500,00 €. Des paiements peuvent être refusés');
  });

  test('without an agreed overdraft does not speak of a limit of zero', async () => {
    const [text] = await ask([balanceView({ booked: -100n })]);
    expect(text).toContain('aucun découvert n’y est autorisé');
    expect(text).not.toContain('0,00 €.');
  });

  test('a card in debt is an outstanding amount, a loan is not an overdraft', async () => {
    const [card] = await ask([balanceView({ kind: 'card', booked: -30_000n, limit: 100_000n })]);
    expect(card).toContain('C’est l’encours de votre carte : il reste 700,00 € sur un plafond de 1 000,00 €.');
    const [unlimited] = await ask([balanceView({ kind: 'card', booked: -30_000n })]);
    expect(unlimited).toMatch(/novembre\.$/);
    const [loan] = await ask([balanceView({ kind: 'loan', booked: -9_000_000n })]);
    expect(loan).not.toMatch(/découvert|plafond/);
  });
});

describe('balance of several accounts', () => {
  test('is a list in one bubble', async () => {
    const [text] = await ask([balanceView(), balanceView({ name: 'Livret A', kind: 'savings', booked: 500_000n })]);
    expect(text).toBe('Vos comptes au mardi 17 novembre :\n· Compte courant : 1 234,56 €\n· Livret A : 5 000,00 €');
  });

  test('marks the account that is overdrawn', async () => {
    const [text] = await ask([balanceView(), balanceView({ name: 'Commun', booked: -100n, limit: 5_000n })], 'en');
    expect(text).toContain('· Commun: -€1.00 – overdrawn, within your arranged €50.00');
  });
});

describe('a yes or no', () => {
  const first = async (views: readonly View[], language: 'fr' | 'en') => {
    const services = scriptedServices({ balances: () => views });
    const outcome = await runDialog(balance, { services, slots: { question: 'overdrawn' }, language });
    return bubbles(balance, outcome, language)[0]?.split('\n').slice(0, 2);
  };

  test('comes before the figures of one account and of several', async () => {
    const overdrawn = balanceView({ booked: -100n });
    expect((await first([overdrawn], 'fr'))?.[0]).toBe('Oui, vous êtes à découvert.');
    expect(await first([overdrawn, balanceView()], 'en')).toEqual(['Yes, you are overdrawn.', 'Your accounts as of Tuesday 17 November:']);
    expect((await first([balanceView()], 'fr'))?.[0]).toBe('Non, vous n’êtes pas à découvert.');
    expect((await first([balanceView()], 'en'))?.[0]).toBe('No, you are not overdrawn.');
  });
});

describe('an overdraft', () => {
  const explain = async (views: readonly View[], language: 'fr' | 'en' = 'fr') => {
    const services = scriptedServices({ balances: (query) => (query?.forPayments ? views : []) });
    const outcome = await runDialog(balance, { services, slots: { question: 'overdraft' }, language });
    return bubbles(balance, outcome, language)[0]?.split('\n') ?? [];
  };

  test('that is not used is explained too', async () => {
    expect(await explain([balanceView({ limit: 60_000n, available: 120_000n })])).toEqual([
      'Votre découvert autorisé au mardi 17 novembre :',
      '· Compte courant : 600,00 €, dont rien n’est utilisé. Disponible : 1 200,00 €.',
      'Le découvert autorisé est ce dont un compte peut descendre sous zéro. Le disponible est le solde moins les opérations en attente ; ' +
        'le découvert autorisé n’y est pas compris.',
    ]);
  });

  test.each([
    [
      balanceView({ booked: -12_000n, limit: 50_000n }),
      '· Compte courant: €500.00, €120.00 of it used and €380.00 left. Available: -€120.00.',
    ],
    [balanceView({ booked: -62_000n, limit: 50_000n }), '· Compte courant: €500.00, exceeded by €120.00. Available: -€620.00.'],
    [balanceView(), '· Compte courant: no arranged overdraft. Available: €1,234.56.'],
    [balanceView({ booked: -100n }), '· Compte courant: no arranged overdraft, and the account is overdrawn by €1.00. Available: -€1.00.'],
  ])('is told with how much of it is used', async (view, line) => {
    expect((await explain([view], 'en'))[1]).toBe(line);
  });

  test('of several accounts is a line each', async () => {
    const lines = await explain([balanceView({ limit: 60_000n }), balanceView({ name: 'Compte joint' })]);
    expect(lines[0]).toBe('Vos découverts autorisés au mardi 17 novembre :');
    expect(lines).toHaveLength(4);
  });
});

describe('what is available', () => {
  test('is explained with what is pending', async () => {
    const services = scriptedServices({ balances: () => [balanceView({ available: 118_456n }), balanceView({ name: 'Livret A' })] });
    const outcome = await runDialog(balance, { services, slots: { question: 'available' } });
    expect(bubbles(balance, outcome)[0]?.split('\n').slice(1)).toEqual([
      '· Compte courant : 1 234,56 € comptabilisés, -50,00 € en attente, soit 1 184,56 € disponibles',
      '· Livret A : 1 234,56 €, et rien en attente',
    ]);
  });
});

describe('having enough', () => {
  const price = { min: '100', max: '100', currency: 'EUR' };
  test.each([
    [
      'yes',
      /^Oui : votre compte courant a 1 234,56 € disponibles, assez pour payer 100,00 €\.$/,
      /^Yes: your compte courant has €1,234\.56/,
    ],
    [
      'overdraft',
      /^Oui, mais en étant à découvert : avec le découvert autorisé de 600,00 €, votre compte courant peut payer/,
      /^Yes, but only/,
    ],
    [
      'together',
      /^Pas d’un seul compte : votre compte courant a 1 234,56 € disponibles\./,
      /^Not from one account: your compte courant has/,
    ],
    ['no', /^Non : .*, et il manque 20,00 € pour payer 100,00 €\.$/, /^No: .* available, €20\.00 short of €100\.00\.$/],
    ['other_currency', /^Vos comptes sont dans une autre devise/, /^Your accounts are in another currency/],
  ] as const)('is a yes or no: %s', async (verdict, fr, en) => {
    const answer = affordability({
      verdict: seal('balance', verdict),
      limit: seal('balance', euros(60_000n)),
      short: seal('balance', euros(2_000n)),
    });
    const asked: unknown[] = [];
    const services = scriptedServices({ affordability: () => answer, onCall: (_operation, query) => asked.push(query) });
    const say = async (language: 'fr' | 'en') =>
      bubbles(balance, await runDialog(balance, { services, slots: { price }, language }), language);
    expect(await say('fr')).toEqual([expect.stringMatching(fr)]);
    expect(await say('en')).toEqual([expect.stringMatching(en)]);
    expect(asked[0]).toEqual({ amount: '100', currency: 'EUR', account: undefined });
  });

  test('with no account to pay from says what there is', async () => {
    const services = scriptedServices({ balances: () => [balanceView()] });
    expect(keys(await runDialog(balance, { services, slots: { price } }))).toEqual([['balance.one']]);
  });
});

describe('an account that does not exist', () => {
  test('is answered with the accounts there are, without figures', async () => {
    const asked: unknown[] = [];
    const services = scriptedServices({
      balances: (query) => (query ? [] : [balanceView(), balanceView({ name: 'Livret A' })]),
      onCall: (_operation, query) => asked.push(query),
    });
    const outcome = await runDialog(balance, { services, slots: { account: { kind: 'joint' } } });
    expect(asked).toEqual([{ kind: 'joint' }, undefined]);
    expect(keys(outcome)).toEqual([['balance.unknown', 'balance.known', 'balance.known']]);
    expect(bubbles(balance, outcome).join()).not.toMatch(/\d/);
  });

  test('no account at all is said, with a way to a person', async () => {
    const outcome = await runDialog(balance, { services: scriptedServices({}) });
    expect(keys(outcome)).toEqual([['balance.nothing']]);
    expect(outcome.suggested).toEqual(['person']);
  });
});
