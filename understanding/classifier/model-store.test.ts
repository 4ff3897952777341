import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createModelStore, modelKey } from './model-store.ts';
import { obtainClassifier } from './obtain-classifier.ts';
import { trainModel } from './train-model.ts';

const examples = [
  { tokens: ['my', 'balance'], dialog: 'balance' },
  { tokens: ['my', 'parcel'], dialog: 'delivery' },
  { tokens: ['a', 'joke'], dialog: null },
];
const settings = (folder: string) => ({ seed: 1, models: createModelStore(folder) });
const dialogFor = (folder: string): string | undefined =>
  obtainClassifier(examples, settings(folder)).classify(['the', 'parcel']).candidates[0]?.dialog;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-models-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was trained is kept under the examples it was trained on, and nothing else is left behind', () => {
  expect(dialogFor(folder)).toBe('delivery');
  expect(readdirSync(folder)).toEqual([`classifier-${modelKey(examples, 1)}.bin`]);
  expect(modelKey(examples.slice(1), 1)).not.toBe(modelKey(examples, 1));
  expect(modelKey(examples, 2)).not.toBe(modelKey(examples, 1));
});

test('what was kept is taken, and not trained again', () => {
  const models = createModelStore(folder);
  models.save(modelKey(examples, 1), trainModel([{ tokens: ['parcel'], dialog: 'kept' }, ...examples], 1));
  expect(dialogFor(folder)).toBe('kept');
});

test.each([['nothing'], ['a text that somebody put there'], ['half']])('a file of %s is made anew', (what) => {
  dialogFor(folder);
  const [name] = readdirSync(folder);
  const path = join(folder, name ?? '');
  const whole = readFileSync(path);
  writeFileSync(path, what === 'half' ? whole.subarray(0, whole.length / 2) : what === 'nothing' ? '' : what);
  expect(dialogFor(folder)).toBe('delivery');
  expect(readFileSync(path).equals(whole)).toBe(true);
});

test('a folder that cannot be written costs the time, not the answer', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(dialogFor(join(folder, 'file', 'below'))).toBe('delivery');
});

test('models of examples that have changed are not kept for ever', () => {
  const models = createModelStore(folder);
  const model = trainModel(examples, 1);
  const keys = Array.from({ length: 12 }, (_, number) => modelKey(examples, number));
  for (const key of keys) models.save(key, model);
  expect(readdirSync(folder).length).toBe(8);
  expect(readdirSync(folder)).toContain(`classifier-${keys.at(-1)}.bin`);
});
