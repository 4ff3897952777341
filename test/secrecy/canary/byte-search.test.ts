import { expect, test } from '@jest/globals';
import { createByteSearch } from './byte-search.ts';

const search = createByteSearch(['337631', '3376.31', 'Zakaribex', 'Zakarigorf']);

test.each([
  ['"balance":337631}', ['337631']],
  ['337631', ['337631']],
  ['\u0000Zakaribex\u0000Zakarigorf', ['Zakaribex', 'Zakarigorf']],
  ['x3376.31x', ['3376.31']],
  ['a9337631f0', []],
  ['{"seq":337631,"number":337631}', []],
  ['Zakari', []],
  ['33763', []],
  ['', []],
])('in %j it finds %j', (text, found) => {
  expect(search(Buffer.from(text))).toEqual(found);
});
