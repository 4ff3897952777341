import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type Cipher, createCipher } from './cipher.ts';

const key = randomBytes(32);
const cipher = createCipher([key]);
const place = 'state|messenger:a';

function refusal(reader: Cipher, bytes: Uint8Array, at = place): unknown {
  try {
    return reader.decrypt(bytes, at);
  } catch (error) {
    return error;
  }
}

describe('cipher', () => {
  test.each([[null], ['é 😀'], [{ list: [1, true, 'x'], nested: { empty: {} } }], [[]]])('gives back %j', (value) => {
    expect(cipher.decrypt(cipher.encrypt(value, place), place)).toEqual(value);
  });

  test('writes the same text differently each time', () => {
    expect(cipher.encrypt('x', place)).not.toEqual(cipher.encrypt('x', place));
  });

  test('never uses a nonce twice', () => {
    const nonces = Array.from({ length: 1_000 }, () => cipher.encrypt('x', place).toString('hex', 5, 17));
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  test('refuses every flipped bit', () => {
    const bytes = cipher.encrypt({ secret: 'text' }, place);
    for (const index of bytes.keys()) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(refusal(cipher, altered)).toMatchObject({ name: 'CipherError' });
    }
    expect(refusal(cipher, bytes)).toEqual({ secret: 'text' });
  });

  test('refuses a text at any place but its own, and does not name whose place it is', () => {
    const error = refusal(cipher, cipher.encrypt('x', place), 'state|messenger:b');
    expect(error).toMatchObject({ name: 'CipherError', code: 'not_authentic' });
    expect(String(error)).not.toContain('messenger:b');
  });

  test('refuses what is cut short or was never encrypted', () => {
    const bytes = cipher.encrypt('x', place);
    expect(refusal(cipher, bytes.subarray(0, bytes.length - 1))).toMatchObject({ code: 'not_authentic' });
    expect(refusal(cipher, Buffer.alloc(0))).toMatchObject({ code: 'malformed' });
    expect(refusal(cipher, Buffer.from('{"plain":"text that is longer than a header would be"}'))).toMatchObject({ code: 'malformed' });
  });

  test('refuses a key that is not configured', () => {
    expect(refusal(createCipher([randomBytes(32)]), cipher.encrypt('x', place))).toMatchObject({ code: 'unknown_key' });
  });

  test('encrypts with the first key and reads with all of them, so that keys can be rotated', () => {
    const next = randomBytes(32);
    const rotated = createCipher([next, key]);
    expect(rotated.decrypt(cipher.encrypt('old', place), place)).toBe('old');
    expect(createCipher([next]).decrypt(rotated.encrypt('new', place), place)).toBe('new');
    expect(refusal(createCipher([next]), cipher.encrypt('old', place))).toMatchObject({ code: 'unknown_key' });
  });

  test('takes no key of another length, and no empty list', () => {
    expect(() => createCipher([randomBytes(16)])).toThrow(RangeError);
    expect(() => createCipher([])).toThrow(RangeError);
  });
});
