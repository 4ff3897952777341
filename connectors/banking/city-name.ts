import type { Language } from '../../i18n/language.ts';
import { foldText } from './fold-text.ts';

/** Cities that the two languages call differently, with their country (ISO 3166-1 alpha-2): in French, in English, then as they call themselves. */
const cities: readonly (readonly [country: string, french: string, english: string, ...own: readonly string[]])[] = [
  ['GB', 'Londres', 'London'],
  ['GB', 'Édimbourg', 'Edinburgh'],
  ['BE', 'Bruxelles', 'Brussels', 'Brussel', 'Bruxelles'],
  ['BE', 'Anvers', 'Antwerp', 'Antwerpen'],
  ['BE', 'Gand', 'Ghent', 'Gent'],
  ['BE', 'Bruges', 'Bruges', 'Brugge'],
  ['NL', 'La Haye', 'The Hague', 'Den Haag'],
  ['CH', 'Genève', 'Geneva', 'Genf', 'Genève'],
  ['CH', 'Zurich', 'Zurich', 'Zürich'],
  ['CH', 'Bâle', 'Basel'],
  ['CH', 'Berne', 'Bern'],
  ['PT', 'Lisbonne', 'Lisbon', 'Lisboa'],
  ['ES', 'Barcelone', 'Barcelona'],
  ['ES', 'Séville', 'Seville', 'Sevilla'],
  ['ES', 'Saragosse', 'Zaragoza'],
  ['ES', 'Valence', 'Valencia', 'València'],
  ['IT', 'Rome', 'Rome', 'Roma'],
  ['IT', 'Milan', 'Milan', 'Milano'],
  ['IT', 'Florence', 'Florence', 'Firenze'],
  ['IT', 'Venise', 'Venice', 'Venezia'],
  ['IT', 'Naples', 'Naples', 'Napoli'],
  ['IT', 'Turin', 'Turin', 'Torino'],
  ['IT', 'Gênes', 'Genoa', 'Genova'],
  ['DE', 'Munich', 'Munich', 'München'],
  ['DE', 'Cologne', 'Cologne', 'Köln'],
  ['DE', 'Francfort', 'Frankfurt'],
  ['DE', 'Hambourg', 'Hamburg'],
  ['AT', 'Vienne', 'Vienna', 'Wien'],
  ['CZ', 'Prague', 'Prague', 'Praha'],
  ['PL', 'Varsovie', 'Warsaw', 'Warszawa'],
  ['PL', 'Cracovie', 'Krakow', 'Kraków'],
  ['DK', 'Copenhague', 'Copenhagen', 'København'],
  ['GR', 'Athènes', 'Athens'],
  ['RO', 'Bucarest', 'Bucharest', 'București'],
  ['RU', 'Moscou', 'Moscow'],
  ['EG', 'Le Caire', 'Cairo'],
  ['DZ', 'Alger', 'Algiers'],
  ['MA', 'Marrakech', 'Marrakesh', 'Marrakech'],
  ['MA', 'Tanger', 'Tangier'],
  ['AE', 'Dubaï', 'Dubai'],
  ['CN', 'Pékin', 'Beijing'],
  ['SG', 'Singapour', 'Singapore'],
  ['CA', 'Montréal', 'Montreal', 'Montréal'],
  ['CA', 'Québec', 'Quebec', 'Québec'],
  ['US', 'Philadelphie', 'Philadelphia'],
  ['US', 'La Nouvelle-Orléans', 'New Orleans'],
  ['MX', 'Mexico', 'Mexico City', 'Ciudad de México'],
  ['CU', 'La Havane', 'Havana'],
];

/** Names cities as one language does; what is not known, and a namesake in another country, stays as it is printed. */
export function createCityNames(language: Language): (city: string, country: string | undefined) => string {
  const known = new Map(
    cities.flatMap(([country, french, ...others]) =>
      others.map((name) => [foldText(name), { country, name: language === 'fr' ? french : others[0] }] as const),
    ),
  );
  return (city, country) => {
    const found = known.get(foldText(city));
    return found && (country === undefined || country === found.country) ? found.name : city;
  };
}
