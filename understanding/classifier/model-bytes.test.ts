import { expect, test } from '@jest/globals';
import { createClassifier } from './create-classifier.ts';
import { decodeModel, encodeModel } from './model-bytes.ts';
import { trainModel } from './train-model.ts';

const examples = [
  ...['my balance', 'how much money do i have', 'what is on my account'].map((text) => ({ tokens: text.split(' '), dialog: 'balance' })),
  ...['where is my parcel', 'when does the package arrive'].map((text) => ({ tokens: text.split(' '), dialog: 'delivery' })),
  ...['what is the weather', 'tell me a joke'].map((text) => ({ tokens: text.split(' '), dialog: null })),
];
const model = trainModel(examples, 1);
const bytes = encodeModel(model);

test('a model that was kept answers like the one that was trained', () => {
  const read = decodeModel(bytes);
  if (!read) throw new Error('not read');
  const [kept, trained] = [createClassifier(read), createClassifier(model)];
  for (const text of ['my money', 'the parcel', 'a joke about weather', 'parcle', 'xyz', '']) {
    expect(kept.classify(text.split(' '))).toEqual(trained.classify(text.split(' ')));
  }
  expect(kept.knows('parcel')).toBe(true);
  expect(kept.knows('cheese')).toBe(false);
});

test('bytes that are not whole are no model', () => {
  for (const length of [0, 10, 36, 100, bytes.length - 1]) expect(decodeModel(bytes.subarray(0, length))).toBeUndefined();
  for (const at of [0, 33, 40, 200, bytes.length - 5]) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(decodeModel(altered)).toBeUndefined();
  }
  expect(decodeModel(Buffer.alloc(5000, 'text'))).toBeUndefined();
});
