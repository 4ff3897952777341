import { expect, test } from '@jest/globals';
import { trackingPage } from './carriers.ts';

test.each(['', '\uD800', 'x'.repeat(41), 'a/b', '1?x=2', 'javascript:1'])('a number that no carrier prints has no page: %j', (number) => {
  expect(trackingPage('UPS', number)).toBeUndefined();
});
