import { expect, test } from '@jest/globals';
import { withoutMeasures } from './judge.ts';

test('the number of a link is ours, also where the log holds the link as a text', () => {
  const link = JSON.stringify({ seq: 10_163, previous: 'x', entry: { kind: 'signed' } });
  expect(withoutMeasures(link)).not.toContain('10163');
  expect(withoutMeasures(JSON.stringify({ level: 30, link }))).not.toContain('10163');
  expect(withoutMeasures(JSON.stringify({ link: JSON.stringify({ link }) }))).not.toContain('10163');
});

test.each([{ amount: 10_163 }, { seq: 'of 10163' }, { note: '10163' }, { seqs: 10_163 }])(
  'a figure under another name stays: %j',
  (fields) => {
    expect(withoutMeasures(JSON.stringify({ line: JSON.stringify(fields) }))).toContain('10163');
  },
);
