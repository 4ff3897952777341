import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { growthOf } from '../../test/support/growth.ts';
import { JsonRefusedError, readJson } from './scan-json.ts';

function refusal(text: string): string {
  try {
    readJson(Buffer.from(text));
  } catch (error) {
    if (error instanceof JsonRefusedError) return error.code;
    throw error;
  }
  return 'read';
}

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const keyed = (count: number): string => `{${Array.from({ length: count }, (_, index) => `"k${index}":1`).join(',')}}`;

describe('readJson', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text) && !/__proto__|constructor/.test(text));
        expect(readJson(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps every digit of an integer that a double would round', () => {
    const text =
      '{"id":24859317345098712,"safe":369239263222822,"neg":-90071992547409931,"pi":3.1415926535897932,"s":"12345678901234567890"}';
    expect(readJson(Buffer.from(text))).toEqual({
      id: '24859317345098712',
      safe: 369239263222822,
      neg: '-90071992547409931',
      pi: 3.141592653589793,
      s: '12345678901234567890',
    });
  });

  test('refuses depth and keys beyond the limits, and nothing at them', () => {
    expect(refusal(nested(32))).toBe('read');
    expect(refusal(nested(33))).toBe('too_deep');
    expect(refusal('['.repeat(100_000))).toBe('too_deep');
    expect(refusal('{"a":'.repeat(100_000))).toBe('too_deep');
    expect(refusal(keyed(20_000))).toBe('read');
    expect(refusal(keyed(20_001))).toBe('too_many_keys');
  });

  test('does not count what stands inside strings', () => {
    expect(refusal(JSON.stringify({ text: '[{:'.repeat(5_000) }))).toBe('read');
    expect(refusal(String.raw`{"text":"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\"}`)).toBe('read');
  });

  test('refuses keys that would reach a prototype, also when they are escaped', () => {
    expect(refusal('{"a":{"__proto__":{"x":1}}}')).toBe('not_json');
    expect(refusal(String.raw`{"\u005f_proto__":1}`)).toBe('not_json');
    expect(refusal('{"constructor":{"prototype":{"x":1}}}')).toBe('not_json');
  });

  test.each(['{', '"', '"\\', '{"a":}', '[1,]', 'nul', 'NaN', '\u0000', '{"a":1}x', "{'a':1}"])('refuses %j', (text) => {
    expect(refusal(text)).toBe('not_json');
  });

  test('says what an empty body is, and never repeats a body', () => {
    expect(refusal('')).toBe('empty');
    expect(() => readJson(Buffer.from('mon code est 1234'))).toThrow('body refused: not_json');
  });

  test.each(['[', '{"a":', '"\\', '9', ':', '[]', '{}', ' '])(
    'takes a time in proportion to the length: a million bytes of %j',
    async (part) => {
      const growth = await growthOf((size) => refusal(part.repeat(size / part.length)), { from: 100_000, to: 1_000_000 });
      // A square would be a hundred.
      expect(growth).toBeLessThan(50);
    },
  );
});
