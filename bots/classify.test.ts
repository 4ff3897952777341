import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-classify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = fileURLToPath(new URL('classify.ts', import.meta.url));
const classify = (args: readonly string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
const file = (name: string, lines: readonly unknown[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return path;
};

const train = () =>
  file('train.jsonl', [
    { text: 'What is my balance?', label: 'balance' },
    { text: 'how much money do I have', label: 'balance' },
    { text: 'quel est mon solde', label: 'balance' },
    '',
    { text: 'Where is my parcel?', label: 'delivery' },
    { text: 'when does my package come', label: 'delivery' },
    { text: 'où est mon colis', label: 'delivery' },
    { text: 'tell me a joke', label: null },
    { text: 'quel temps fera-t-il', label: null },
  ]);
const testSet = () =>
  file('test.jsonl', [
    { text: 'mon solde svp', label: 'balance' },
    { text: 'my parcel', label: 'delivery' },
    { text: 'another joke', label: null },
  ]);

describe('npm run classify', () => {
  test('trains on one file, puts the other to it, and ends with the figures as JSON', () => {
    const { status, stdout } = classify(['--train', train(), '--test', testSet(), '--json']);
    expect(status).toBe(0);
    const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(Object.keys(figures)).toEqual([
      'accuracy',
      'macroF1',
      'ece',
      'oosAuroc',
      'oosRecallAt95',
      'trainSeconds',
      'microsecondsPerSentence',
      'modelBytes',
    ]);
    expect(figures).toMatchObject({ accuracy: 1, macroF1: 1, oosAuroc: 1 });
    expect(figures.modelBytes).toBeGreaterThan(1000);
  });

  test('says nothing of strangers where there are none', () => {
    const known = file('known.jsonl', [{ text: 'my parcel', label: 'delivery' }]);
    const { stdout } = classify(['--train', train(), '--test', known, '--json']);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ oosAuroc: null, oosRecallAt95: null });
  });

  test.each([
    ['{"text":"x"', 'line 2: not JSON'],
    ['{"text":"x"}', 'line 2: label'],
    ['{"text":1,"label":"a"}', 'line 2: text'],
    ['[]', 'line 2'],
  ])('names the line of %s', (line, complaint) => {
    const bad = file('bad.jsonl', [{ text: 'a', label: 'b' }, line]);
    const { status, stderr } = classify(['--train', bad, '--test', testSet()]);
    expect(status).toBe(1);
    expect(stderr).toContain(complaint);
  });

  test('names a file that cannot be read, one without labels, and the way it is used', () => {
    const strangers = file('strangers.jsonl', [{ text: 'a', label: null }]);
    expect(classify(['--train', join(folder, 'nowhere.jsonl'), '--test', testSet()])).toMatchObject({ status: 1, stdout: '' });
    expect(classify(['--train', strangers, '--test', testSet()]).stderr).toContain('no sentence with a label');
    expect(classify(['--train', train()])).toMatchObject({ status: 1, stderr: expect.stringContaining('usage: npm run -s classify') });
    expect(classify(['--wrong'])).toMatchObject({ status: 1 });
  });
});
