import { describe, expect, test } from '@jest/globals';
import { createClassifier } from './create-classifier.ts';
import { encodeModel } from './model-bytes.ts';
import { trainModel } from './train-model.ts';

const taught: Readonly<Record<string, readonly string[]>> = {
  balance: ['what is my balance', 'how much money is on my account', 'quel est mon solde', 'combien reste t il sur mon compte'],
  card: ['i have lost my card', 'block my card', 'j ai perdu ma carte', 'bloquez ma carte bancaire'],
  parcel: ['where is my parcel', 'when does my package arrive', 'ou est mon colis', 'quand arrive mon paquet'],
};
const strange = ['what will the weather be', 'quel temps fait il', 'tell me a joke', 'une recette de gateau'];
const examples = [
  ...Object.entries(taught).flatMap(([dialog, texts]) => texts.map((text) => ({ tokens: text.split(' '), dialog }))),
  ...strange.map((text) => ({ tokens: text.split(' '), dialog: null })),
];
const classifier = createClassifier(trainModel(examples, 3));
const read = (text: string) => classifier.classify(text === '' ? [] : text.split(' '));

describe('a classifier trained on a few sentences of two languages', () => {
  test.each([
    ['balance of my account', 'balance'],
    ['mon solde', 'balance'],
    ['my card is lost', 'card'],
    ['carte perdue', 'card'],
    ['le colis arrive quand', 'parcel'],
    ['my pakage arives when', 'parcel'],
  ])('%s', (text, dialog) => expect(read(text).candidates[0]?.dialog).toBe(dialog));

  test('believes more in what it was taught than in strangers', () => {
    expect(read('block my card').belonging).toBeGreaterThan(read('a joke about the weather').belonging);
    expect(read('a joke about the weather').outOfScope).toBeGreaterThan(read('block my card').outOfScope);
  });

  test('is sure of nothing where nothing is said', () => expect(read('')).toMatchObject({ score: 0, belonging: 0 }));

  test('shares out its whole belief', () => {
    const { candidates, outOfScope } = read('my parcel');
    expect(candidates.reduce((sum, { share }) => sum + share, outOfScope)).toBeCloseTo(1, 5);
  });
});

test('the same examples and seed give the same model, another seed another one', () => {
  const again = encodeModel(trainModel(examples, 3));
  expect(again.equals(encodeModel(trainModel(examples, 3)))).toBe(true);
  expect(again.equals(encodeModel(trainModel(examples, 4)))).toBe(false);
});

test('sets without anything out of scope, and of one label, can be learned', () => {
  const inScope = examples.filter(({ dialog }) => dialog !== null);
  expect(createClassifier(trainModel(inScope, 1)).classify(['parcel'])).toMatchObject({ outOfScope: 0 });
  const one = createClassifier(trainModel(examples.slice(0, 3), 1));
  expect(one.classify(['solde']).candidates[0]?.dialog).toBe('balance');
});
