import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

interface Said {
  readonly texts: readonly string[];
  /** The bodies as they went to Meta, without what is new each time. */
  readonly bodies: string;
  readonly calls: readonly string[];
}

const banks = new Set(['uk-open-banking', 'sumup', 'paypal', 'la-poste', 'card-services']);
const nonce = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=\/(?:booth|link)\/)[\w-]+/g;

async function say(
  customer: string,
  text: string,
  more: { readonly disclosure?: DisclosureLevel; readonly reset?: boolean } = {},
): Promise<Said> {
  const { replies, trace } = await app.say({ customer, text, ...more });
  const bodies = replies.map(({ recipient: _recipient, ...body }) => JSON.stringify(body));
  return {
    texts: bodies.flatMap((body) => [...body.matchAll(/"(?:text|title|subtitle)":"((?:[^"\\]|\\.)*)"/g)].map(([, found]) => found ?? '')),
    bodies: bodies.join('\n').replaceAll(nonce, '·'),
    calls: trace.calls.map(({ system }) => system).filter((system) => banks.has(system)),
  };
}

const questions = {
  fr: [
    'quel est mon solde ?',
    'et mon livret ?',
    'suis-je à découvert ?',
    'mes 5 dernières opérations',
    'plus',
    'combien ai-je dépensé chez Carrefour ce mois-ci ?',
    'est-ce que mon salaire est arrivé ?',
    'le reçu de mon dernier achat',
    '1',
    'où sont mes colis ?',
    'est-ce que j’ai 200 € ?',
    'la deuxième',
    'mes dépenses de plus de 50 €',
    'bloquez ma carte',
    'non',
    'je ne reconnais pas un paiement de 12,50 €',
    'non',
    'c’est quoi ?',
    'annule',
    'merci',
  ],
  en: [
    'what’s my balance?',
    'and my savings?',
    'am I overdrawn?',
    'my last 5 payments',
    'more',
    'how much did I spend at Tesco this month?',
    'has my salary arrived?',
    'the receipt of my last purchase',
    'the first one',
    'where are my parcels?',
    'can I afford £200?',
    'block my card',
    'no',
    'I don’t recognise a payment of 12.50',
    'no',
    'cancel',
    'thanks',
  ],
} as const;

/** An amount of money: digits with two decimals, or beside the sign of a currency. */
const figure = /\d[\d\s\u00A0\u202F.,]*[.,]\d{2}\b|[€£$]\s?\d|\d[\s\u00A0\u202F]?[€£$]/u;

describe('sealed', () => {
  test('says the same to two customers whose banks know different things, byte for byte, and asks the bank nothing', async () => {
    const two = ['demo-fr', 'demo-overdrawn'] as const;
    for (const customer of two) await say(customer, 'bonjour', { reset: true, disclosure: 'sealed' });
    for (const text of questions.fr) {
      const [first, second] = [await say(two[0], text), await say(two[1], text)];
      expect([text, second.bodies]).toEqual([text, first.bodies]);
      expect([text, first.calls, second.calls]).toEqual([text, [], []]);
    }
  });

  test('tells no figure, whatever is asked', async () => {
    await say('demo-gb', 'hello', { reset: true, disclosure: 'sealed' });
    for (const text of questions.en) {
      const { texts } = await say('demo-gb', text);
      expect([text, texts.filter((each) => figure.test(each))]).toEqual([text, []]);
    }
  });

  test('one sentence stands for every answer', async () => {
    await say('demo-fr', 'bonjour', { reset: true, disclosure: 'sealed' });
    const answers = new Set<string>();
    for (const text of ['mon solde', 'mes opérations', 'mes colis', 'le reçu Fnac'])
      answers.add((await say('demo-fr', text)).bodies.replaceAll(nonce, ''));
    expect(answers.size).toBe(1);
  });
});

describe('hinted', () => {
  test('answers without a figure, a shop or a carrier', async () => {
    await say('demo-gb', 'hello', { reset: true, disclosure: 'hinted' });
    const answers: string[] = [];
    for (const text of questions.en) {
      // What the customer typed may be said again.
      const { texts } = await say('demo-gb', text);
      answers.push(...texts);
      expect([text, texts.filter((each) => figure.test(each) || /Tesco|Sainsbury|Amazon|Royal Mail|DPD/.test(each))]).toEqual([text, []]);
    }
    expect(answers.join('\n')).toContain('not overdrawn');
    expect(answers.join('\n')).toMatch(/salary has arrived|Not yet this month/);
  });
});

describe('banded', () => {
  test('tells wide bands and weeks, and no exact amount', async () => {
    await say('demo-fr', 'bonjour', { reset: true, disclosure: 'banded' });
    const shown = new Set<string>();
    const answers: string[] = [];
    for (const text of questions.fr) {
      const { texts } = await say('demo-fr', text);
      answers.push(...texts);
      for (const each of texts)
        if (/\d[.,]\d{2}\s?€/.test(each.replaceAll(/[\u00A0\u202F]/g, ' ')) && !text.includes('12,50')) shown.add(each);
    }
    expect([...shown]).toEqual([]);
    expect(answers.join('\n').replaceAll(/[\u00A0\u202F]/g, ' ')).toMatch(/compris entre 2 000 € et 5 000 €|entre 2 000 € et 5 000 €/);
  });
});

describe('one word in the chat', () => {
  test('hides everything at once, and nothing in the chat brings it back', async () => {
    const before = await say('demo-fr', 'mon solde', { reset: true, disclosure: 'shown' });
    expect(before.texts.some((text) => figure.test(text))).toBe(true);
    await say('demo-fr', 'cache mes montants');
    for (const text of ['mon solde', 'montre mes montants ici', 'mon solde', 'affiche mon solde', 'mes opérations'])
      expect([text, (await say('demo-fr', text)).texts.filter((each) => figure.test(each))]).toEqual([text, []]);
    expect((await say('demo-fr', 'mon solde', { disclosure: 'shown' })).texts.some((text) => figure.test(text))).toBe(true);
  });
});
