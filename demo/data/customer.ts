import { type Country, type CountryFacts, countryFacts } from './country.ts';
import { createRandom, hashNumbers, type Random } from './random.ts';

/** The account slots of a customer; a slot is part of every entry's reference. */
export const accountSlots = ['current', 'savings', 'joint'] as const;
export type AccountSlot = (typeof accountSlots)[number];

/** A customer of the demo bank: a pure function of the bank's seed and the customer's number. Amounts in minor units. */
export interface Customer extends CountryFacts {
  readonly id: string;
  readonly number: number;
  readonly givenName: string;
  readonly familyName: string;
  readonly slots: readonly AccountSlot[];
  /** Agreed overdraft of the current account; 0 where there is none. */
  readonly overdraft: number;
  /** What is in the accounts on the first of a month, more or less. */
  readonly cushion: number;
  readonly savings: number;
  readonly rent: number;
  readonly salary: number;
  readonly contribution: number;
  /** Stretches the optional habits: 1 is the busiest. */
  readonly pace: number;
  /** A tight purse buys one thing at a time and is paid weekly. */
  readonly frugal: boolean;
  readonly employer: number;
  readonly landlord: number;
  readonly cardScheme: 'VISA' | 'MasterCard';
  readonly cardLast4: string;
}

interface NamedCustomer {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly country: Country;
  readonly joint: boolean;
  readonly frugal?: boolean;
}

const numbered = 1_000_000;

const named: readonly NamedCustomer[] = [
  { id: 'demo-fr', givenName: 'Camille', familyName: 'Moreau', country: 'FR', joint: true },
  { id: 'demo-gb', givenName: 'Oliver', familyName: 'Hughes', country: 'GB', joint: true },
  { id: 'demo-us', givenName: 'Emily', familyName: 'Carter', country: 'US', joint: false },
  { id: 'demo-new', givenName: 'Louis', familyName: 'Bernard', country: 'FR', joint: false },
  { id: 'demo-overdrawn', givenName: 'Inès', familyName: 'Garnier', country: 'FR', joint: false, frugal: true },
];

const namesOf: Readonly<Record<Country, { readonly given: readonly string[]; readonly family: readonly string[] }>> = {
  FR: {
    given: ['Jeanne', 'Hugo', 'Léa', 'Antoine', 'Chloé', 'Mathis', 'Manon', 'Nathan', 'Zoé', 'Karim'],
    family: ['Martin', 'Dubois', 'Petit', 'Roux', 'Fontaine', 'Lefèvre', 'Benali', 'Girard', 'Marchand', 'Nguyen'],
  },
  GB: {
    given: ['Amelia', 'Jack', 'Isla', 'Harry', 'Priya', 'George', 'Grace', 'Arthur', 'Freya', 'Leo'],
    family: ['Smith', 'Taylor', 'Patel', 'Davies', 'Walker', 'Wright', 'Robinson', 'Green', 'Clarke', 'Ahmed'],
  },
  US: {
    given: ['Olivia', 'Noah', 'Ava', 'Ethan', 'Sofia', 'Mason', 'Harper', 'Daniel', 'Zoe', 'Lucas'],
    family: ['Johnson', 'Garcia', 'Miller', 'Davis', 'Lopez', 'Wilson', 'Anderson', 'Thomas', 'Lee', 'Harris'],
  },
};

/** Standing amounts of a country, in minor units: range of the salary (a fortnight's in the US) and of the rent. */
const meansOf: Readonly<Record<Country, { readonly salary: readonly [number, number]; readonly rent: readonly [number, number] }>> = {
  FR: { salary: [331_000, 468_000], rent: [72_000, 98_000] },
  GB: { salary: [315_000, 448_000], rent: [92_000, 124_000] },
  US: { salary: [208_000, 268_000], rent: [148_000, 189_000] },
};

function roundTo(step: number, amount: number): number {
  return Math.round(amount / step) * step;
}

function means(country: Country, random: Random): Pick<Customer, 'salary' | 'rent' | 'cushion' | 'savings'> {
  const range = meansOf[country];
  const salary = random.int(...range.salary);
  return {
    salary,
    rent: roundTo(500, random.int(...range.rent)),
    cushion: random.int(310_000, 420_000),
    savings: random.int(420_000, 2_600_000),
  };
}

const frugalMeans = { salary: 44_500, rent: 41_000, cushion: -58_000, savings: 31_000, overdraft: 150_000 } as const;

function identity(number: number, random: Random): NamedCustomer {
  const known = named[number - numbered];
  if (known) return known;
  const country = random.pick(['FR', 'FR', 'GB', 'US'] as const);
  const names = namesOf[country];
  const joint = random.next() < 0.4;
  return { id: `customer-${number}`, givenName: random.pick(names.given), familyName: random.pick(names.family), country, joint };
}

/** The number behind a customer id (`demo-fr`, `customer-0` to `customer-999999`), or undefined where the bank has no such customer. */
export function customerNumber(id: string): number | undefined {
  const position = named.findIndex((customer) => customer.id === id);
  if (position >= 0) return numbered + position;
  const digits = /^customer-(0|[1-9]\d{0,5})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Ids of the named demo customers. */
export function namedCustomerIds(): readonly string[] {
  return named.map((customer) => customer.id);
}

/** The customer with a number, or undefined where there is none. */
export function createCustomer(seed: number, number: number): Customer | undefined {
  if (!Number.isInteger(number) || number < 0 || number >= numbered + named.length) return undefined;
  const random = createRandom([seed, number, 1]);
  const who = identity(number, random);
  const isNamed = number >= numbered;
  const overdraft = random.pick([0, 40_000, 60_000, 100_000]);
  return {
    ...countryFacts(who.country),
    ...means(who.country, random),
    overdraft: who.id === 'demo-fr' ? 60_000 : overdraft,
    contribution: roundTo(1000, random.int(24_000, 38_000)),
    ...(who.frugal ? frugalMeans : {}),
    id: who.id,
    number,
    givenName: who.givenName,
    familyName: who.familyName,
    slots: who.joint ? ['current', 'savings', 'joint'] : ['current', 'savings'],
    pace: isNamed && !who.frugal ? 1 : random.int(1, 3),
    frugal: who.frugal ?? false,
    employer: random.int(0, 999),
    landlord: random.int(0, 999),
    cardScheme: random.pick(['VISA', 'MasterCard'] as const),
    cardLast4: String(1000 + (hashNumbers([seed, number, 2]) % 9000)),
  };
}
