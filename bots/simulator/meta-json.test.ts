import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { serialiseAsMeta } from './meta-json.ts';

describe('JSON as Meta writes it', () => {
  test('gives the bytes and the signature recorded for a message with an accent, an emoji and a slash', () => {
    const payload = {
      object: 'page',
      entry: [
        {
          id: '1',
          time: 1,
          messaging: [
            { sender: { id: '2' }, recipient: { id: '1' }, timestamp: 1, message: { mid: 'm_1', text: 'Reçu de caisse 🧾 http://x' } },
          ],
        },
      ],
    };
    const signature = createHmac('sha256', 's3cret').update(serialiseAsMeta(payload)).digest('hex');
    expect(signature).toBe('cf9053939f7ef79046b50a2480f56cf5143ca8ba692630d0529d819c9e5f55eb');
  });

  test.each(['é', '\u007f', '\ud800', '@ 100 %', 'a/b\\c"d\n', '￿'])('keeps %j for whoever parses it, in ASCII', (text) => {
    const json = serialiseAsMeta({ text });
    expect(JSON.parse(json)).toEqual({ text });
    expect(json).toMatch(/^[ -~]+$/);
  });
});
