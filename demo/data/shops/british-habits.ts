import type { Habit, HabitBook } from '../habit.ts';
import { merchant } from '../merchant.ts';
import { britishGoods } from './goods-gb.ts';
import { abroad, cash, debit, meal, rent, ride, salary, subscription } from './usual-habits.ts';

const london = { city: 'London', country: 'GB' } as const;

function everyday(): readonly Habit[] {
  const shelves = britishGoods();
  const shop = (name: string, code: string, goods: keyof typeof shelves) => merchant(name, code, { ...london, goods: shelves[goods] });
  const groceries = [
    merchant('Tesco', '5411', { ...london, goods: shelves.groceries, statementName: 'TESCO STORES' }),
    merchant('Sainsbury’s', '5411', { ...london, goods: shelves.groceries, statementName: 'SAINSBURYS S/MKT' }),
    shop('Boots', '5912', 'pharmacy'),
  ];
  const daily = [
    merchant('Transport for London', '4111', { ...london, statementName: 'TFL TRAVEL CH' }),
    merchant('Pret A Manger', '5814', london),
    merchant('Greggs', '5814', london),
    merchant('Co-op', '5411', { ...london, statementName: 'CO-OP GROUP' }),
  ];
  return [
    { kind: 'card', rhythm: { every: 1 }, merchants: daily, sum: { from: 180, to: 820 }, account: 'current', minutes: [490, 520] },
    { kind: 'card', rhythm: { every: 3 }, merchants: groceries, sum: { basketOf: [6, 10] }, account: 'current', minutes: [1030, 1180] },
    { kind: 'card', rhythm: { every: 6 }, merchants: groceries, sum: { basketOf: [4, 8] }, account: 'joint', minutes: [1000, 1160] },
  ];
}

function shopping(): readonly Habit[] {
  const shelves = britishGoods();
  const shop = (name: string, code: string, goods: keyof typeof shelves) => merchant(name, code, { ...london, goods: shelves[goods] });
  const treats = [shop('Currys', '5732', 'electronics'), shop('Boots', '5912', 'pharmacy'), shop('Next', '5651', 'clothes')];
  return [
    {
      kind: 'card',
      rhythm: { every: 12 },
      merchants: [shop('John Lewis', '5311', 'departmentStore')],
      sum: { basketOf: [1, 2] },
      account: 'current',
      minutes: [720, 1130],
    },
    {
      kind: 'card',
      // Always at the same time of day: any fortnight, to the minute, holds exactly one.
      rhythm: { every: 14 },
      merchants: [shop('Waterstones', '5942', 'books')],
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
  const shelves = britishGoods();
  // Every second order comes from a French shop by Colissimo, the one carrier of the demo bank that says when a parcel arrives.
  const online = [
    merchant('Amazon', '5942', { ...london, goods: shelves.electronics, statementName: 'AMAZON.CO.UK' }),
    merchant('Sézane', '5651', { city: 'Paris', country: 'FR', goods: shelves.clothes }),
    merchant('ASOS', '5651', { ...london, goods: shelves.clothes, statementName: 'ASOS.COM' }),
    merchant('Diptyque', '5977', { city: 'Paris', country: 'FR', goods: shelves.departmentStore }),
    merchant('Currys', '5732', { ...london, goods: shelves.electronics, statementName: 'CURRYS ONLINE' }),
    merchant('Veja', '5661', { city: 'Paris', country: 'FR', goods: shelves.clothes }),
  ];
  return [
    { kind: 'order', rhythm: { every: 3 }, merchants: online, sum: { basketOf: [1, 1] }, account: 'current', minutes: [481, 489] },
    {
      kind: 'refund',
      rhythm: { every: 27 },
      merchants: [merchant('ASOS', '5651', { ...london, statementName: 'ASOS.COM' }), merchant('Next', '5651', london)],
      sum: { oneOf: [1000, 3500, 4200, 4800] },
      account: 'current',
      minutes: [640, 1140],
      incoming: true,
    },
  ];
}

function outings(): readonly Habit[] {
  const restaurants = [
    merchant('Deliveroo', '5812', london),
    merchant('Dishoom', '5812', london),
    merchant('Nando’s', '5812', london),
    merchant('The Crown', '5813', london),
  ];
  return [
    meal(restaurants, { from: 1250, to: 4600 }),
    ride(16, merchant('Trainline', '4112', london), { from: 1450, to: 7200 }),
    abroad(
      'EUR',
      [
        merchant('Monoprix', '5411', { city: 'Paris', country: 'FR' }),
        merchant('SNCF Connect', '4112', { city: 'Paris', country: 'FR' }),
        merchant('El Corte Inglés', '5311', { city: 'Madrid', country: 'ES' }),
      ],
      { from: 890, to: 6400 },
    ),
    cash([merchant('ATM High Street', '6011', london), merchant('ATM Angel', '6011', london)], [1000, 2000, 3000, 5000]),
  ];
}

function commitments(): readonly Habit[] {
  const bill = (name: string, code: string, day: number) => debit(merchant(name, code, london), day, 330);
  const paid = (name: string, day: number, minor: number): Habit => subscription(merchant(name, '4899', london), day, minor);
  return [
    rent(1, 320),
    { ...bill('British Gas', '4900', 12), sum: { from: 7200, to: 13900 } },
    { ...bill('EE', '4814', 8), sum: { oneOf: [2400] }, account: 'current' },
    { ...bill('BT', '4899', 15), sum: { oneOf: [3299] } },
    {
      ...bill('Islington Council', '9311', 4),
      sum: { oneOf: [14800] },
      rhythm: { monthDay: 4, months: [3, 4, 5, 6, 7, 8, 9, 10, 11, 0] },
    },
    paid('Netflix', 3, 1299),
    paid('Spotify', 19, 1199),
    { ...bill('PureGym', '7997', 6), sum: { oneOf: [2699] }, account: 'current' },
    { ...bill('Aviva', '6300', 10), sum: { oneOf: [1840] } },
    salary({ monthDay: 26 }, 310),
  ];
}

/** How customers of the British books spend and earn. */
export function britishHabits(): HabitBook {
  return {
    habits: [...everyday(), ...shopping(), ...orders(), ...outings(), ...commitments()],
    employers: ['HARBOUR DESIGN LTD', 'NORTHGATE LEGAL LLP', 'CITY OF LONDON COLLEGE', 'MERIDIAN MEDIA LTD'],
    landlords: ['FOXTONS LETTINGS', 'MR P WHITMORE', 'CANALSIDE HOMES'],
    carriers: ['ROYAL_MAIL', 'UPS', 'UK_DPD', 'FEDEX_UK'],
  };
}
