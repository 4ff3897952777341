import { describe, expect, test } from '@jest/globals';
import { createLog } from './log.ts';

function lineOf(fields: object, message: string): string {
  let written = '';
  createLog('info', { write: (line: string) => void (written += line) }).info(fields, message);
  return written;
}

describe('the log', () => {
  test('scrubs what should never have been logged, at any depth', () => {
    const line = lineOf(
      { a: { b: [{ c: 'card 4111 1111 1111 1111' }] }, error: 'FR7630006000011234567890189' },
      `Bearer abc.def and EAA${'x'.repeat(40)} eyJhbGciOiJIUzI1NiJ9.e30.x`,
    );
    expect(line).not.toMatch(/4111|FR76|abc\.def|EAAx|eyJ/);
    expect(JSON.parse(line)).toMatchObject({ a: { b: [{ c: 'card [card]' }] } });
  });

  test('leaves its own figures alone', () => {
    const line = lineOf({ conversation: 'facebook:0f4111111111111111', ms: 12.5, score: 0.98 }, 'turn');
    expect(JSON.parse(line)).toMatchObject({ conversation: 'facebook:0f4111111111111111', ms: 12.5, score: 0.98, msg: 'turn' });
  });
});
