import { expect, test } from '@jest/globals';
import { createCityNames } from './city-name.ts';

test.each([
  ['fr', ['London', 'GB'], 'Londres'],
  ['fr', ['LISBOA', 'PT'], 'Lisbonne'],
  ['fr', ['London', undefined], 'Londres'],
  ['fr', ['London', 'CA'], 'London'],
  ['fr', ['Mérignac', 'FR'], 'Mérignac'],
  ['en', ['Lisboa', 'PT'], 'Lisbon'],
  ['en', ['GENEVE', 'CH'], 'Geneva'],
  ['en', ['Vienne', 'FR'], 'Vienne'],
  ['en', ['London', 'GB'], 'London'],
  ['en', ['Paris', 'FR'], 'Paris'],
] as const)('in %s %j is %s', (language, [city, country], name) => {
  expect(createCityNames(language)(city, country)).toBe(name);
});
