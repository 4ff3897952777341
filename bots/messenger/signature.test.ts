import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSigned, signatureKeys } from './signature.ts';

const secret = 's3cret';
const body = Buffer.from(
  String.raw`{"object":"page","entry":[{"id":"1","time":1,"messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1,"message":{"mid":"m_1","text":"Re\u00e7u de caisse \ud83e\uddfe http:\/\/x"}}]}]}`,
);
const hex = 'cf9053939f7ef79046b50a2480f56cf5143ca8ba692630d0529d819c9e5f55eb';
const header = `sha256=${hex}`;

describe('isSigned', () => {
  test('accepts the known vectors', () => {
    expect(
      isSigned(
        Buffer.from('hello world'),
        'sha256=f39034b29165ec6a5104d9aef27266484ab26c8caa7bca8bcb2dd02e8be61b17',
        signatureKeys(['sesame']),
      ),
    ).toBe(true);
    expect(isSigned(body, header, signatureKeys([secret]))).toBe(true);
  });

  test('refuses the same content serialised anew, whoever signed the original', () => {
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(again.equals(body)).toBe(false);
    expect(isSigned(again, header, signatureKeys([secret]))).toBe(false);
  });

  test('tries every secret and ignores empty ones', () => {
    expect(isSigned(body, header, signatureKeys(['old', secret]))).toBe(true);
    expect(isSigned(body, header, signatureKeys([secret, 'new']))).toBe(true);
    expect(isSigned(body, header, signatureKeys(['old']))).toBe(false);
    expect(isSigned(body, header, signatureKeys([]))).toBe(false);
    const underEmptyKey = createHmac('sha256', '').update(body).digest('hex');
    expect(isSigned(body, `sha256=${underEmptyKey}`, signatureKeys(['']))).toBe(false);
  });

  test.each([
    ['no header', undefined],
    ['an empty header', ''],
    ['an array', [header]],
    ['two joined', `${header}, ${header}`],
    ['upper-case hex', `sha256=${hex.toUpperCase()}`],
    ['an upper-case prefix', `SHA256=${hex}`],
    ['sha1', `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`],
    ['no prefix', hex],
    ['a space before', ` ${header}`],
    ['a line break after', `${header}\n`],
    ['full-width digits', `sha256=${hex.replace('9', '９')}`],
    ['one digit less', header.slice(0, -1)],
    ['one digit more', `${header}0`],
  ])('refuses %s', (_, wrong) => {
    expect(isSigned(body, wrong, signatureKeys([secret]))).toBe(false);
  });

  test('accepts none of 5 000 mutated signatures and bodies', () => {
    const mutation = fc.record({ inBody: fc.boolean(), at: fc.nat(), bit: fc.integer({ min: 0, max: 7 }) });
    let accepted = 0;
    fc.assert(
      fc.property(mutation, ({ inBody, at, bit }) => {
        const bytes = Buffer.from(inBody ? body : header);
        const index = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index);
        const signed = inBody
          ? isSigned(bytes, header, signatureKeys([secret]))
          : isSigned(body, bytes.toString('latin1'), signatureKeys([secret]));
        if (signed) accepted += 1;
      }),
      { numRuns: 5_000 },
    );
    expect(accepted).toBe(0);
  });
});
