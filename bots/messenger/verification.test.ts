import { describe, expect, test } from '@jest/globals';
import { verifySubscription } from './verification.ts';

const right = 'hub.mode=subscribe&hub.verify_token=t0ken&hub.challenge=1158201444';

describe('verifySubscription', () => {
  test('gives the challenge back as it came', () => {
    expect(verifySubscription(new URLSearchParams(right), 't0ken')).toEqual({ status: 200, challenge: '1158201444' });
  });

  test.each([
    ['another token', right.replace('t0ken', 't0keN')],
    ['a longer token', right.replace('t0ken', 't0kenn')],
    ['an empty token', right.replace('t0ken', '')],
    ['no token', 'hub.mode=subscribe&hub.challenge=1'],
    ['another mode', right.replace('subscribe', 'unsubscribe')],
    ['no challenge', 'hub.mode=subscribe&hub.verify_token=t0ken'],
    ['a repeated token', `${right}&hub.verify_token=t0ken`],
    ['a repeated mode', `${right}&hub.mode=subscribe`],
    ['a repeated challenge', `${right}&hub.challenge=2`],
    ['array notation', right.replace('hub.verify_token', 'hub.verify_token[]')],
    ['a challenge that is markup', right.replace('1158201444', '%3Cscript%3E')],
    ['nothing', ''],
  ])('answers 403 to %s', (_, query) => {
    expect(verifySubscription(new URLSearchParams(query), 't0ken')).toEqual({ status: 403 });
  });

  test('answers 403 to everybody while no token is configured', () => {
    expect(verifySubscription(new URLSearchParams(right.replace('t0ken', '')), '')).toEqual({ status: 403 });
  });
});
