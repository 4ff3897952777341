import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import { languages } from '../../i18n/language.ts';
import { createUnderstanding, type ExampleSentences } from '../../understanding/create-understanding.ts';
import outOfScope from '../../understanding/out-of-scope.json' with { type: 'json' };
import { evaluationContext, evaluationSentences } from './report.ts';

// Few of them: the whole catalogue takes a minute to learn, and is taken from where it is kept everywhere else.
const some = (texts: readonly string[]): readonly string[] => texts.slice(0, 5);
const few = (examples: ExampleSentences): ExampleSentences => ({ fr: some(examples.fr), en: some(examples.en) });
const taught = dialogCatalogue.slice(0, 3).map((dialog) => ({ ...dialog, examples: few(dialog.examples) }));
const asked = languages.flatMap((language) => evaluationSentences(language).slice(0, 60));
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-trained-'));
  folders.push(folder);
  return folder;
}

async function readings(modelFolder: string, seed?: number): Promise<readonly unknown[]> {
  const settings = { dialogs: taught, outOfScope: few(outOfScope), modelFolder };
  const { read } = createUnderstanding(seed === undefined ? settings : { ...settings, seed });
  expect(await readdir(modelFolder)).toHaveLength(1);
  return Promise.all(asked.map(({ text }) => read({ kind: 'text', text }, evaluationContext)));
}

test('the same examples and seed give the same readings, trained anew or kept from before; another seed gives others', async () => {
  const [one, other, third] = [await emptyFolder(), await emptyFolder(), await emptyFolder()];
  const first = await readings(one);
  expect(await readings(other)).toEqual(first);
  expect(await readings(one)).toEqual(first);
  expect(await readings(third, 1)).not.toEqual(first);
}, 300_000);
