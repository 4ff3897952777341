import type { Habit, HabitBook } from '../habit.ts';
import { merchant } from '../merchant.ts';
import { americanGoods } from './goods-us.ts';
import { abroad, cash, debit, meal, rent, ride, salary, subscription } from './usual-habits.ts';

const newYork = { city: 'New York', country: 'US' } as const;

function everyday(): readonly Habit[] {
  const shelves = americanGoods();
  const shop = (name: string, code: string, goods: keyof typeof shelves) => merchant(name, code, { ...newYork, goods: shelves[goods] });
  const groceries = [
    shop('Trader Joe’s', '5411', 'groceries'),
    shop('Whole Foods', '5411', 'groceries'),
    merchant('Walmart', '5411', { city: 'Secaucus', country: 'US', goods: shelves.groceries, statementName: 'WAL-MART' }),
  ];
  const daily = [
    shop('Starbucks', '5814', 'coffee'),
    merchant('MTA', '4111', { ...newYork, statementName: 'MTA NYCT PAYGO' }),
    merchant('Dunkin’', '5814', newYork),
    merchant('Joe Coffee', '5814', newYork),
  ];
  const coffee = { basketOf: [1, 2] } as const;
  return [
    { kind: 'card', rhythm: { every: 1 }, merchants: daily, sum: coffee, account: 'current', minutes: [490, 520] },
    { kind: 'card', rhythm: { every: 3 }, merchants: groceries, sum: { basketOf: [6, 10] }, account: 'current', minutes: [1030, 1180] },
    { kind: 'card', rhythm: { every: 6 }, merchants: groceries, sum: { basketOf: [4, 8] }, account: 'joint', minutes: [1000, 1160] },
  ];
}

function shopping(): readonly Habit[] {
  const shelves = americanGoods();
  const shop = (name: string, code: string, goods: keyof typeof shelves) => merchant(name, code, { ...newYork, goods: shelves[goods] });
  const treats = [shop('Sephora', '5977', 'beauty'), shop('West Elm', '5712', 'home'), shop('Starbucks', '5814', 'coffee')];
  return [
    {
      kind: 'card',
      rhythm: { every: 12 },
      merchants: [shop('Best Buy', '5732', 'electronics')],
      sum: { basketOf: [1, 2] },
      account: 'current',
      minutes: [720, 1130],
    },
    {
      kind: 'card',
      // Always at the same time of day: any fortnight, to the minute, holds exactly one.
      rhythm: { every: 14 },
      merchants: [shop('Target', '5310', 'superstore')],
      sum: { basketOf: [1, 4] },
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
  const shelves = americanGoods();
  // Every second order comes from a French shop by Colissimo, the one carrier of the demo bank that says when a parcel arrives.
  const online = [
    merchant('Amazon', '5942', { city: 'Seattle', country: 'US', goods: shelves.home, statementName: 'AMZN MKTP US' }),
    merchant('Sézane', '5651', { city: 'Paris', country: 'FR', goods: shelves.beauty }),
    merchant('Wayfair', '5712', { city: 'Boston', country: 'US', goods: shelves.home }),
    merchant('Diptyque', '5977', { city: 'Paris', country: 'FR', goods: shelves.home }),
    merchant('Walmart', '5310', { city: 'Bentonville', country: 'US', goods: shelves.superstore, statementName: 'WALMART.COM' }),
    merchant('Veja', '5661', { city: 'Paris', country: 'FR', goods: shelves.superstore }),
  ];
  return [
    { kind: 'order', rhythm: { every: 3 }, merchants: online, sum: { basketOf: [1, 1] }, account: 'current', minutes: [481, 489] },
    {
      kind: 'refund',
      rhythm: { every: 27 },
      merchants: [merchant('Nordstrom', '5311', newYork), merchant('Gap', '5651', newYork)],
      sum: { oneOf: [2450, 3920, 5335] },
      account: 'current',
      minutes: [640, 1140],
      incoming: true,
    },
  ];
}

function outings(): readonly Habit[] {
  const restaurants = [
    merchant('Uber Eats', '5812', { city: 'San Francisco', country: 'US' }),
    merchant('Shake Shack', '5814', newYork),
    merchant('Chipotle', '5814', newYork),
    merchant('Joe’s Pizza', '5812', newYork),
  ];
  return [
    meal(restaurants, { from: 1450, to: 5200 }),
    ride(8, merchant('Uber', '4121', { city: 'San Francisco', country: 'US', statementName: 'UBER TRIP' }), { from: 980, to: 4700 }),
    {
      ...abroad(
        'EUR',
        [
          merchant('Monoprix', '5411', { city: 'Paris', country: 'FR' }),
          merchant('Café de Flore', '5812', { city: 'Paris', country: 'FR' }),
          merchant('Hotel Mirador', '7011', { city: 'Lisboa', country: 'PT' }),
        ],
        { from: 1190, to: 8400 },
      ),
      minutes: [400, 1000],
    },
    cash([merchant('ATM Broadway', '6011', newYork), merchant('ATM 5th Ave', '6011', newYork)], [2000, 4000, 6000, 10000]),
  ];
}

function commitments(): readonly Habit[] {
  const bill = (name: string, code: string, day: number) => debit(merchant(name, code, newYork), day, 330);
  const paid = (name: string, day: number, minor: number): Habit => subscription(merchant(name, '4899', newYork), day, minor);
  return [
    rent(1, 320),
    { ...bill('Con Edison', '4900', 12), sum: { from: 8200, to: 15400 } },
    { ...bill('Verizon', '4814', 8), sum: { oneOf: [7000] }, account: 'current' },
    { ...bill('Spectrum', '4899', 15), sum: { oneOf: [5999] } },
    { ...bill('Geico', '6300', 10), sum: { oneOf: [9450] } },
    paid('Netflix', 3, 1799),
    paid('Spotify', 19, 1199),
    { ...bill('Planet Fitness', '7997', 17), sum: { oneOf: [2499] }, account: 'current' },
    salary({ fridayEvery: 2 }, 310),
  ];
}

/** How customers of the American books spend and earn. */
export function americanHabits(): HabitBook {
  return {
    habits: [...everyday(), ...shopping(), ...orders(), ...outings(), ...commitments()],
    employers: ['BRIGHTLINE INC', 'HUDSON ARCHITECTS', 'EMPIRE HEALTH', 'PARKSIDE SCHOOLS'],
    landlords: ['GREENPOINT REALTY', 'WILLOW STREET LLC', 'STUYTOWN PROPERTIES'],
    carriers: ['UPS', 'FEDEX', 'USPS'],
  };
}
