import { describe, expect, test } from '@jest/globals';
import { growthOf } from '../../test/support/growth.ts';
import { editDistance } from './edit-distance.ts';
import { matchMerchant } from './match-merchant.ts';

describe('a shop is recognised', () => {
  test.each([
    ['carrefour', 'Carrefour'],
    ['carrefour', 'CARREFOUR CITY 4471 PARIS'],
    ['Carrefour City', 'CARREFOUR CITY'],
    ['chez carrefour', 'Carrefour Market'],
    ['le franprix', 'FRANPRIX 5078'],
    ['cafe de flore', 'Café de Flore'],
    ['café', 'CAFE DES ARTS'],
    ['mcdonalds', "McDonald's"],
    ["mcdonald's", 'MCDONALDS 0231'],
    ['mcdonald', 'McDonald’s'],
    ['mc donald', "McDonald's"],
    ['mcdo', "McDonald's"],
    ['macdo', 'MCDONALDS'],
    ['sncf', 'SNCF-VOYAGEURS'],
    ['sncf', 'SNCF INTERNET'],
    ['uber', 'UBER *TRIP'],
    ['uber eats', 'Uber Eats'],
    ['ubereats', 'UBER EATS'],
    ['h&m', 'H & M 0442'],
    ['hm', 'H&M'],
    ['amazon', 'AMZN Mktp FR'],
    ['amazon', 'AMAZON EU SARL'],
    ['tesco', 'TESCO STORES 3297'],
    ["sainsbury's", 'SAINSBURYS S/MKTS'],
    ['sainsbury', "Sainsbury's"],
    ['marks and spencer', 'MARKS&SPENCER PLC'],
    ['whole foods', 'WHOLEFDS MKT'],
    ['trader joes', "TRADER JOE'S #552"],
    ['decathlon', 'DÉCATHLON'],
    ['fnac', 'FNAC.COM'],
    ['fnac', 'Fnac Darty'],
    ['monoprix', 'MONOPRIX 1204'],
    ['boulangerie', 'Boulangerie Poilâne'],
    ['poilane', 'Boulangerie Poilâne'],
    ['loccitane', "L'Occitane en Provence"],
    ["l'occitane", 'LOCCITANE 33'],
    ['ikea', 'IKEA FRANCONVILLE'],
    ['spotify', 'Spotify AB'],
    ['total energies', 'TotalEnergies'],
    ['totalenergies', 'TOTAL ENERGIES RELAIS'],
    ['la redoute', 'REDOUTE'],
    ['bœuf', 'LE BOEUF'],
    ['1900', 'Brasserie 1900'],
    ['starbucks', 'STARBUCKS COFFEE'],
  ])('%j in %j', (wanted, printed) => {
    expect(matchMerchant(wanted, printed)).not.toBe('none');
  });
});

describe('typing errors and beginnings are forgiven', () => {
  test.each([
    ['carefour', 'Carrefour'],
    ['carrfour', 'Carrefour'],
    ['carrefuor', 'Carrefour'],
    ['carefou', 'Carrefour'],
    ['amzon', 'Amazon'],
    ['amaz', 'Amazon'],
    ['fnca', 'Fnac'],
    ['monoprx', 'Monoprix'],
    ['monop', 'Monoprix'],
    ['franpri', 'Franprix'],
    ['decatlon', 'Décathlon'],
    ['sainsburry', "Sainsbury's"],
    ['startbucks', 'Starbucks'],
    ['netflx', 'Netflix'],
    ['deliveroo', 'DELIVERO'],
    ['boulangrie', 'Boulangerie Poilâne'],
  ])('%j means %j', (wanted, printed) => {
    expect(matchMerchant(wanted, printed)).toBe('close');
  });
});

describe('another shop is not taken for it', () => {
  test.each([
    ['fnac', 'Franprix'],
    ['franprix', 'Fnac'],
    ['lidl', 'Aldi'],
    ['aldi', 'Lidl'],
    ['orange', 'Grange'],
    ['darty', 'Party'],
    ['free', 'Franprix'],
    ['sfr', 'SNCF'],
    ['bp', 'BNP'],
    ['uber eats', 'Uber'],
    ['carrefour', 'Casino'],
    ['monoprix', 'Monotype'],
    ['apple', 'Maple'],
    ['amazon', 'Armand Thiery'],
    ['zara', 'Sarah Coiffure'],
    ['total', 'Hôtel du Lac'],
    ['ikea', 'Picard'],
    ['tesco', 'Texaco'],
    ['netflix', 'Next'],
    ['spotify', 'Sport 2000'],
    ['boots', 'Booking.com'],
    ['le', 'Decathlon'],
    ['chez', 'Carrefour'],
    ['a', 'Amazon'],
    ['', 'Amazon'],
    ['   ', 'Amazon'],
    ['carrefour', ''],
    ['constructor', 'Carrefour'],
    ['🛒', 'Carrefour'],
  ])('%j is not %j', (wanted, printed) => {
    expect(matchMerchant(wanted, printed)).toBe('none');
  });
});

test('a name spelt right is exact, one that needs forgiveness is close', () => {
  expect(matchMerchant('carrefour', 'CARREFOUR CITY')).toBe('exact');
  expect(matchMerchant('carefour', 'CARREFOUR CITY')).toBe('close');
});

test('very long texts are compared in a time in proportion to their length', async () => {
  const wanted = 'carrefuor '.repeat(8);
  const growth = await growthOf((size) => matchMerchant(wanted, 'carrefuor '.repeat(size)), { from: 1_000, to: 10_000 });
  // A square would be a hundred.
  expect(growth).toBeLessThan(50);
});

describe('edit distance', () => {
  test.each([
    ['fnac', 'fnac', 0],
    ['fnac', 'fnca', 1],
    ['fnac', 'fna', 1],
    ['fnac', 'fnacs', 1],
    ['fnac', 'fnoc', 1],
    ['carrefour', 'crareforu', 2],
    ['abc', 'xyz', 3],
    ['', 'ab', 2],
  ])('%j to %j is %i', (first, second, distance) => {
    expect(editDistance(first, second, 5)).toBe(distance);
  });

  test('stops counting above the limit', () => {
    expect(editDistance('carrefour', 'monoprix', 2)).toBe(3);
    expect(editDistance('a', 'abcdef', 2)).toBe(3);
  });
});
