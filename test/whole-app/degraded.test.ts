import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type SendBody, sendBodySchema } from '../../bots/messenger/send-body.ts';
import type { Fault } from '../../demo/faults.ts';
import en from '../../engine/messages.en.json' with { type: 'json' };
import fr from '../../engine/messages.fr.json' with { type: 'json' };
import { type ModelSays, startModelStub, starts } from '../support/model-stub.ts';
import { plain, wordsOf } from '../support/plain-text.ts';
import { startApp, type TestApp } from '../support/start-app.ts';

/** What customers are told while something behind Guichet is away. Redis and the Graph API have test files of their own. */
const people = {
  fr: {
    customer: 'demo-fr',
    sentences: fr,
    questions: [
      'quel est mon solde ?',
      'mes dernières opérations',
      'combien ai-je dépensé ce mois-ci ?',
      'le reçu de la fnac',
      'où est mon colis ?',
    ],
    partners: ['je voudrais le reçu de mon dernier achat', 'où est mon colis ?'],
    hello: 'bonjour',
    greeting: 'Bonjour',
    help: 'que sais-tu faire ?',
    example: '« Quel est mon solde ? »',
    person: {
      question: 'je veux parler à un conseiller',
      title: 'Parler à quelqu’un',
      hours: 'du lundi au vendredi, de 9 h à 18 h',
    },
  },
  en: {
    customer: 'demo-gb',
    sentences: en,
    questions: [
      'what is my balance?',
      'show my last payments',
      'how much did I spend this month?',
      'the receipt from Waterstones',
      'where is my parcel?',
    ],
    partners: ['I would like the receipt of my last purchase', 'where is my parcel?'],
    hello: 'hello',
    greeting: 'Hello',
    help: 'what can you do?',
    example: '“What’s my balance?”',
    person: { question: 'I want to talk to a person', title: 'Talk to someone', hours: 'Monday to Friday, 9 am to 6 pm' },
  },
} as const;
const languages = ['fr', 'en'] as const;

const answerSchema = z.object({ replies: z.array(z.object({ message: z.record(z.string(), z.unknown()) })) });

let app: TestApp;

afterEach(() => app.foundation.demo?.faults.clear());

function bodyOf({ metadata: _metadata, ...message }: Record<string, unknown>): SendBody {
  return sendBodySchema.parse(message);
}

/** What the customer reads: one text for each bubble, with the titles of what can be tapped. */
async function ask(customer: string, text: string): Promise<string[]> {
  const { replies } = answerSchema.parse(await app.say({ customer, text, reset: true }));
  return replies.map(({ message }) => wordsOf(bodyOf(message)));
}

function fail(fault: Fault): void {
  app.foundation.demo?.faults.set(fault);
}

describe.each(languages)('in %s', (language) => {
  const { customer, questions, sentences, person } = people[language];
  const told = (sentence: string): string[] => [`${plain(sentence)}\n${person.title}`];

  // An application each, and what opens the bank's circuit comes last: an open circuit is met by whoever asks next.
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  test('a shop or a carrier that does not answer is not called the bank, and the bank goes on', async () => {
    fail({ status: 503, path: /^\/(?:sumup|paypal|la-poste)/ });
    for (const question of people[language].partners) expect(await ask(customer, question)).toEqual(told(sentences['failure.partner']));
    expect((await ask(customer, questions[0]))[0]).toMatch(/[£€]/);
  });

  test.each<[string, Fault, 'failure.unavailable' | 'failure.busy']>([
    ['takes no more requests', { status: 429, retryAfterS: 60 }, 'failure.busy'],
    ['answers something else than it should', { offSchema: true, path: '/open-banking' }, 'failure.unavailable'],
    ['answers with errors', { status: 503 }, 'failure.unavailable'],
  ])('a bank that %s is admitted, nothing uncertain is shown, and a person is offered', async (_name, fault, key) => {
    fail(fault);
    for (const question of questions) expect(await ask(customer, question)).toEqual(told(sentences[key]));
  });

  test('while nothing behind Guichet answers, greetings, help and the way to a person go on', async () => {
    fail({ status: 503 });
    expect((await ask(customer, people[language].hello))[0]).toContain(people[language].greeting);
    expect((await ask(customer, people[language].help))[0]).toContain(people[language].example);
    const [reach = ''] = await ask(customer, person.question);
    for (const word of ['+33 1 99 00 12 34', person.hours]) expect(reach).toContain(word);
    // Nor does a load balancer take the process away.
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', checks: { store: 'ok', bank: 'failed' } }]);
  });
});

describe('with a language model for what is not understood', () => {
  const nobodyKnows = 'tu peux regarder le petit truc';
  const { customer, questions, sentences } = people.fr;
  const failing: readonly (readonly [string, ModelSays])[] = [
    ['refuses everything', { status: 401, json: {} }],
    ['hangs', { raw: () => undefined }],
    ['has too many requests', { status: 429, json: {}, headers: { 'retry-after': '60' } }],
    ['answers with errors', { status: 500, text: 'oops' }],
    ['answers garbage', { text: 'certainly! {"reading":' }],
  ];

  test.each(failing)('one that %s costs 2.5 seconds at most, and is left alone after five failures', async (_name, says) => {
    const stub = await startModelStub();
    // Without a desk: whoever is not understood twice would be handed over.
    app = await startApp({ environment: { ...stub.environment, ADMIN_PORT: '0', DESK: 'off' } });
    try {
      stub.says(() => says);
      const unclear = (text: string): boolean => text.startsWith(plain(sentences.unclear).slice(0, 20));
      for (let times = 0; times < 6; times += 1) {
        const began = performance.now();
        const [answer = ''] = await ask(customer, nobodyKnows);
        expect(unclear(answer)).toBe(true);
        expect(performance.now() - began).toBeLessThan(8_000);
      }
      expect(stub.calls.length).toBe(5);
      const metrics = await (await fetch(`${app.adminUrl}/metrics`)).text();
      for (const line of ['guichet_model_circuit_open 1', 'guichet_model_opinions_total{outcome="circuit_open"} 1'])
        expect(metrics).toContain(line);
      // Nothing else knows that it is away: what is understood is answered, and the process stays ready.
      for (const question of questions.slice(0, 2)) expect((await ask(customer, question))[0]).toMatch(/€/);
      expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
      expect(stub.calls.length).toBe(5);
    } finally {
      await app.stop();
      await stub.close();
    }
  });

  test('one that is not there changes nothing; one that is there understands', async () => {
    const stub = await startModelStub();
    app = await startApp({ environment: stub.environment });
    stub.says(() => starts('help'));
    expect((await ask(customer, nobodyKnows))[0]).toContain(people.fr.example);
    await stub.close();
    expect((await ask(customer, `${nobodyKnows} bleu`))[0]).toMatch(/^Je (?:n’ai pas compris|ne peux pas vous aider)/);
    await app.stop();
  });
});
