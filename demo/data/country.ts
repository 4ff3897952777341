export const countries = ['FR', 'GB', 'US'] as const;
export type Country = (typeof countries)[number];

/** What the books of a customer of one country have in common. */
export interface CountryFacts {
  readonly country: Country;
  readonly currency: 'EUR' | 'GBP' | 'USD';
  readonly locale: 'fr-FR' | 'en-GB' | 'en-US';
  readonly timeZone: string;
  /**
   * Standard time, all year: entries fall between 04:00 and 22:00, so summer time never moves one to another calendar day,
   * and no time zone table has to be asked a thousand times per answer.
   */
  readonly utcOffsetHours: number;
}

const factsOf: Readonly<Record<Country, CountryFacts>> = {
  FR: { country: 'FR', currency: 'EUR', locale: 'fr-FR', timeZone: 'Europe/Paris', utcOffsetHours: 1 },
  GB: { country: 'GB', currency: 'GBP', locale: 'en-GB', timeZone: 'Europe/London', utcOffsetHours: 0 },
  US: { country: 'US', currency: 'USD', locale: 'en-US', timeZone: 'America/New_York', utcOffsetHours: -5 },
};

export function countryFacts(country: Country): CountryFacts {
  return factsOf[country];
}
