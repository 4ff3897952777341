import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { wordsOf } from '../support/plain-text.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

async function answerTo(text: string, customer = 'demo-fr'): Promise<string> {
  const { replies } = await app.say({ customer, text });
  return replies.map(({ message }) => wordsOf(message)).join('\n');
}

describe('whatever a customer sends', () => {
  test.each([
    ['10 000 characters', 'solde '.repeat(1_700)],
    ['10 000 characters without a space', 'x'.repeat(10_000)],
    ['emoji only', '🙈🙉🙊👩‍👩‍👧‍👦🏳️‍🌈'],
    ['right-to-left text', 'كم رصيدي؟ מה היתרה שלי'],
    ['zero-width and joining characters', '\u200B\u200C\u200D\uFEFF\u2060'],
    ['control characters', '\u0000\u0001\u0007\u001B[31mrouge\u007F'],
    ['overriding directions', '\u202Esolde nom tse leuq\u202C'],
    [
      'stacked accents',
      'solde'
        .split('')
        .map((letter) => letter + '\u0301'.repeat(50))
        .join(''),
    ],
    ['lone surrogates', '\uD83D solde \uDC00'],
    ['markup', '<script>alert(1)</script> {amount} {{x}} %s ${process.env}'],
    ['ICU syntax', "{count, plural, one {'} other {# }}"],
    ['a single space and a dot', ' .'],
  ])('is answered, and the conversation goes on: %s', async (_name, text) => {
    expect(await answerTo(text)).not.toBe('');
    expect(await answerTo('Quel est mon solde ?')).toMatch(/\d,\d\d €/);
  });

  test.each([
    '',
    '.',
    's.',
    's.no_such_dialog',
    'a.x.1',
    'a.00000000-0000-0000-0000-000000000000.0',
    'GET_STARTED',
    '{"json":true}',
    'x'.repeat(1_000),
  ])('is answered with one helpful sentence when it is an unknown button: %j', async (payload) => {
    const { replies } = await app.say({ customer: 'demo-fr', payload: payload || ' ' });
    expect(replies.length).toBe(1);
  });

  test('of nothing but spaces is not understood, and not taken for a picture', async () => {
    expect(await answerTo('   \u00A0 ', 'demo-us')).toMatch(
      /^I didn’t understand|^I’m sorry, I still don’t understand|^Je n’ai pas compris/,
    );
  });

  test('a full card number is never repeated, stored readable or logged', async () => {
    const answer = await answerTo('ma carte est 4111-1111-1111-1111, bloquez la');
    expect(answer).toContain('effacé le numéro de carte');
    expect(answer).not.toContain('4111');
  });
});

describe('when the bank fails', () => {
  afterAll(() => app.foundation.demo?.faults.clear());

  test.each([
    ['answers 503', { status: 503 }],
    ['answers 429', { status: 429, retryAfterS: 60 }],
    ['answers something that is not its standard', { offSchema: true }],
  ] as const)('the customer gets an apology and no figure: it %s', async (_name, fault) => {
    app.foundation.demo?.faults.set({ ...fault, path: '/open-banking' });
    const answer = await answerTo('What is my balance?', 'demo-gb');
    expect(answer).toMatch(/sorry|Please try again|busy|few minutes/i);
    expect(answer).not.toMatch(/£|\d\.\d\d/);
    app.foundation.demo?.faults.clear();
    expect(await answerTo('thanks', 'demo-gb')).not.toBe('');
  });

  test('a consent that has ended leads to a new link, not to a dead end', async () => {
    app.foundation.demo?.faults.set({ consentExpired: 'demo-us' });
    const ended = await answerTo('What is my balance?', 'demo-us');
    expect(ended).toMatch(/sign in/i);
    const { replies } = await app.say({ customer: 'demo-us', payload: 's.link_account' });
    expect(JSON.stringify(replies)).toMatch(/\/link\/[\w-]{20,}/);
    app.foundation.demo?.faults.clear();
  });
});
