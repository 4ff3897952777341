import { describe, expect, test } from '@jest/globals';
import { asksWhether, readView } from './view-reader.ts';

describe('a yes or no on pay and rent', () => {
  test.each([
    'est-ce que mon salaire est tombe ?',
    'mon salaire est tombe ?',
    'mon salaire est-il arrive',
    'salaire verse ?',
    "ma paie n'est pas encore arrivee",
    'mon loyer est parti ?',
    'mon loyer a ete preleve',
    "est ce que j'ai paye mon loyer",
    'ai-je recu mon salaire',
    "j'ai ete paye ?",
    "je n'ai pas recu mon salaire",
    "i haven't been paid",
    "i didn't get my salary",
    'did my rent go out',
    'has my salary arrived',
    'is my pay in yet',
    'have i been paid',
    'did i get paid',
    'was the rent paid',
  ])('%s', (text) => {
    expect(asksWhether(text)).toBe(true);
  });

  test.each([
    'montant de mon salaire',
    'quand ai-je paye mon loyer',
    'quand mon salaire est-il tombe',
    'combien je paie de loyer',
    'mes salaires',
    'when did my rent go out',
    'how much is my rent',
    'my salary',
  ])('not in %s', (text) => {
    expect(asksWhether(text)).toBe(false);
  });
});

test('a total and a list are told from each other', () => {
  expect(readView('combien ai-je depense')).toBe('sum');
  expect(readView('liste de mes achats')).toBe('list');
  expect(readView('mes achats')).toBeUndefined();
});
