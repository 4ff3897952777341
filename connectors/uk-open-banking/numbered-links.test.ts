import { expect, test } from '@jest/globals';
import { numberedLinks } from './numbered-links.ts';

const base = 'https://bank.example/aisp/transactions?from=2026-08-01&page=';

function links(next: string | undefined, last: string | undefined, TotalPages: number | undefined): string[] {
  return numberedLinks({ Links: { Next: next, Last: last }, Meta: { TotalPages } });
}

test.each([
  ['from 0', { next: 1, last: 3, total: 4 }],
  ['from 1', { next: 2, last: 4, total: 4 }],
  ['across a change of digits', { next: 8, last: 11, total: 5 }],
  ['to the very next page', { next: 2, last: 2, total: 2 }],
])('pages that are counted %s are told ahead', (_name, { next, last, total }) => {
  const expected = Array.from({ length: last - next + 1 }, (_unused, page) => `${base}${next + page}`);
  expect(links(`${base}${next}`, `${base}${last}`, total)).toEqual(next === last ? [] : expected);
});

test.each<[string, Parameters<typeof links>]>([
  ['there is no next page', [undefined, `${base}1`, 1]],
  ['the bank names no last page', [`${base}2`, undefined, 4]],
  ['the bank names no total', [`${base}2`, `${base}4`, undefined]],
  ['the total is another', [`${base}2`, `${base}4`, 7]],
  ['what counts is an offset', [`${base}50`, `${base}150`, 4]],
  ['more than one number differs', ['https://bank.example/1?page=2', 'https://bank.example/2?page=3', 3]],
  ['more than a number differs', [`${base}abc`, `${base}xyz`, 3]],
  ['the last comes before the next', [`${base}4`, `${base}2`, 0]],
])('nothing is guessed where %s', (_name, given) => {
  expect(links(...given)).toEqual([]);
});
