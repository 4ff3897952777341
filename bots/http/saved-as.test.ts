import { expect, test } from '@jest/globals';
import { savedAs } from './saved-as.ts';

test.each([
  ['copy-2026.json', 'attachment; filename="copy-2026.json"'],
  ['relevé.pdf', `attachment; filename="releve_.pdf"; filename*=UTF-8''relev%C3%A9.pdf`],
  ['a"b\r\nSet-Cookie: x.pdf', `attachment; filename="a_b_Set-Cookie_ x.pdf"; filename*=UTF-8''a%22b%0D%0ASet-Cookie%3A%20x.pdf`],
  [`it's (1)*.png`, `attachment; filename="it_s _1_.png"; filename*=UTF-8''it%27s%20%281%29%2A.png`],
  ['\ud800.pdf', `attachment; filename="_.pdf"; filename*=UTF-8''%EF%BF%BD.pdf`],
])('%j is a header of one line', (name, header) => expect(savedAs(name)).toBe(header));
