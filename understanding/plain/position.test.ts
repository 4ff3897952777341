import { describe, expect, test } from '@jest/globals';
import { plainWords } from '../text/plain-words.ts';
import { readableText } from '../text/readable-text.ts';
import { isOrdinal, placeIn, readAskedPosition } from './position.ts';

const wordsOf = (text: string) => plainWords(readableText(text).folded);

describe('a place in the list above, asked for by itself', () => {
  test.each([
    ['la deuxième', 2],
    ['Et la troisième ?', 3],
    ['c’est quoi la 2e ?', 2],
    ['détails de la quatrième', 4],
    ['montre-moi le premier', 1],
    ['le numéro 2', 2],
    ['3', 3],
    ['the second one', 2],
    ['what about the third?', 3],
    ["what's the 3rd one", 3],
    ['show me the first', 1],
  ])('%s', (text, place) => expect(readAskedPosition(wordsOf(text))).toBe(place));

  test.each(['et le 2 ?', 'du 2', 'c’est quoi le 12', 'and the 3?', 'la deuxième carte', 'et mardi ?', 'what about Tesco'])(
    'not: %s',
    (text) => expect(readAskedPosition(wordsOf(text))).toBeUndefined(),
  );
});

describe('a place that a sentence names', () => {
  test.each([
    ['le reçu de la première', 1],
    ['je veux le ticket du deuxième svp', 2],
    ['je ne reconnais pas la 2e', 2],
    ['la troisième n’est pas de moi', 3],
    ['receipt for the second payment', 2],
    ['I don’t recognise the third one', 3],
    ['what was the fourth transaction for?', 4],
    ['the last one', undefined],
  ])('%s', (text, place) => expect(placeIn(wordsOf(text))).toBe(place));

  test.each([
    'the receipt of the 2nd',
    'le reçu du 1er',
    'freeze my second card',
    'c’est la première fois',
    'the first of May',
    'le second semestre',
  ])('not: %s', (text) => expect(placeIn(wordsOf(text))).toBeUndefined());
});

test('no shop is called “second” alone', () => {
  expect(['second', 'troisieme', 'first'].map(isOrdinal)).toEqual([true, true, true]);
  expect(['secondhand', 'tesco'].map(isOrdinal)).toEqual([false, false]);
});
