import type { Habit, HabitBook } from '../habit.ts';
import { merchant } from '../merchant.ts';
import { frenchGoods } from './goods-fr.ts';
import { abroad, cash, debit, meal, rent, ride, salary, subscription } from './usual-habits.ts';

const paris = { city: 'Paris', country: 'FR' } as const;

function everyday(): readonly Habit[] {
  const shelves = frenchGoods();
  const shop = (name: string, code: string, goods: keyof typeof shelves) => merchant(name, code, { ...paris, goods: shelves[goods] });
  const groceries = [
    shop('Carrefour', '5411', 'groceries'),
    shop('Carrefour', '5411', 'groceries'),
    shop('Monoprix', '5411', 'groceries'),
    shop('Picard', '5411', 'frozen'),
  ];
  const daily = [
    merchant('Boulangerie Lemoine', '5462', paris),
    merchant('Café des Halles', '5814', paris),
    merchant('RATP', '4111', paris),
    merchant('Maison de la presse', '5994', paris),
  ];
  return [
    { kind: 'card', rhythm: { every: 1 }, merchants: daily, sum: { from: 120, to: 890 }, account: 'current', minutes: [490, 520] },
    { kind: 'card', rhythm: { every: 3 }, merchants: groceries, sum: { basketOf: [5, 9] }, account: 'current', minutes: [1030, 1180] },
    { kind: 'card', rhythm: { every: 6 }, merchants: groceries, sum: { basketOf: [4, 7] }, account: 'joint', minutes: [1000, 1160] },
  ];
}

function shopping(): readonly Habit[] {
  const shelves = frenchGoods();
  const shop = (name: string, code: string, goods: keyof typeof shelves) => merchant(name, code, { ...paris, goods: shelves[goods] });
  const treats = [
    shop('Leroy Merlin', '5200', 'home'),
    shop('Boulanger', '5732', 'electronics'),
    shop('Sephora', '5977', 'beauty'),
    shop('Zara', '5651', 'clothes'),
  ];
  return [
    {
      kind: 'card',
      rhythm: { every: 12 },
      merchants: [shop('Fnac', '5732', 'culture')],
      sum: { basketOf: [1, 2] },
      account: 'current',
      minutes: [720, 1130],
    },
    {
      kind: 'card',
      // Always at the same time of day: any fortnight, to the minute, holds exactly one.
      rhythm: { every: 14 },
      merchants: [shop('Decathlon', '5941', 'sport')],
      sum: { basketOf: [1, 3] },
      account: 'current',
      minutes: [740, 740],
    },
    {
      kind: 'card',
      rhythm: { every: 19, optional: true },
      merchants: treats,
      sum: { basketOf: [1, 2] },
      account: 'current',
      minutes: [650, 1150],
    },
  ];
}

function orders(): readonly Habit[] {
  const shelves = frenchGoods();
  const online = [
    merchant('Amazon', '5942', { city: 'Clichy', country: 'FR', goods: shelves.home, statementName: 'AMAZON PAYMENTS' }),
    merchant('Zara', '5651', { ...paris, goods: shelves.clothes, statementName: 'ZARA.COM' }),
    merchant('La Redoute', '5651', { city: 'Roubaix', country: 'FR', goods: shelves.clothes }),
    merchant('Cultura', '5942', { city: 'Mérignac', country: 'FR', goods: shelves.culture, statementName: 'CULTURA.COM' }),
  ];
  return [
    { kind: 'order', rhythm: { every: 3 }, merchants: online, sum: { basketOf: [1, 1] }, account: 'current', minutes: [481, 489] },
    {
      kind: 'refund',
      rhythm: { every: 27 },
      merchants: [merchant('Zara', '5651', paris), merchant('La Redoute', '5651', { city: 'Roubaix', country: 'FR' })],
      sum: { oneOf: [1995, 2995, 3595, 3995] },
      account: 'current',
      minutes: [640, 1140],
      incoming: true,
    },
  ];
}

function outings(): readonly Habit[] {
  const restaurants = [
    merchant('Big Mamma', '5812', paris),
    merchant('Bouillon Chartier', '5812', paris),
    merchant('Sushi Shop', '5812', paris),
    merchant('Deliveroo', '5812', paris),
    merchant('Le Petit Zinc', '5812', { city: 'Lyon', country: 'FR' }),
  ];
  return [
    meal(restaurants, { from: 1350, to: 4800 }),
    ride(16, merchant('SNCF Connect', '4112', paris), { from: 1900, to: 8900 }),
    abroad(
      'GBP',
      [
        merchant('Waterstones', '5942', { city: 'London', country: 'GB' }),
        merchant('Pret A Manger', '5814', { city: 'London', country: 'GB' }),
        merchant('Transport for London', '4111', { city: 'London', country: 'GB', statementName: 'TFL TRAVEL CH' }),
      ],
      { from: 650, to: 5400 },
    ),
    cash([merchant('DAB Bastille', '6011', paris), merchant('DAB République', '6011', paris)], [2000, 3000, 4000, 6000]),
  ];
}

function commitments(): readonly Habit[] {
  const bill = (name: string, code: string, day: number) => debit(merchant(name, code, paris), day, 390);
  const paid = (name: string, day: number, minor: number): Habit => subscription(merchant(name, '4899', paris), day, minor);
  return [
    rent(5, 385),
    { ...bill('EDF', '4900', 12), sum: { from: 5800, to: 11400 } },
    { ...bill('Orange', '4814', 8), sum: { oneOf: [2699] }, account: 'current' },
    { ...bill('Free', '4899', 15), sum: { oneOf: [3999] } },
    { ...bill('MAIF', '6300', 10), sum: { oneOf: [2190] } },
    paid('Netflix', 3, 1499),
    paid('Spotify', 19, 1214),
    { ...bill('Navigo', '4111', 1), sum: { oneOf: [8880] }, account: 'current' },
    { kind: 'fee', rhythm: { monthDay: 2 }, merchants: [], sum: { oneOf: [210] }, account: 'current', minutes: [360, 360] },
    salary({ monthDay: 27 }, 380),
    {
      kind: 'credit',
      rhythm: { every: 23, optional: true },
      merchants: [merchant('CPAM', '8099', paris)],
      sum: { from: 1650, to: 4200 },
      account: 'current',
      minutes: [395, 395],
      incoming: true,
    },
  ];
}

/** How customers of the French books spend and earn. */
export function frenchHabits(): HabitBook {
  return {
    habits: [...everyday(), ...shopping(), ...orders(), ...outings(), ...commitments()],
    employers: ['ATELIER LUMIERE', 'SOCIETE HORIZON', 'CABINET MERCIER', 'MAIRIE DE PARIS', 'EDITIONS DU CANAL'],
    landlords: ['AGENCE DU PARC', 'FONCIA', 'SCI LES TILLEULS', 'ORPI GESTION'],
    carriers: ['CHRONOPOST_FR', 'COLIS_PRIVE', 'DPD_FR', 'UPS', 'LA_POSTE_SUIVI'],
  };
}
