import { describe, expect, test } from '@jest/globals';
import type { Reading } from '../engine/reading.ts';
import { completeReading } from './complete-reading.ts';
import { isForeign } from './foreign.ts';
import { createNeedReader } from './plain/person.ts';
import { isWhatIsIt } from './plain/what-is-it.ts';
import { readableText } from './text/readable-text.ts';

const need = createNeedReader(() => true);
const base: Reading = { language: 'fr', command: { type: 'unclear' }, entities: {}, dialog: null, score: 0, source: 'none' };
const read = (text: string, reading: Reading = base): Reading => completeReading(reading, { input: { kind: 'text', text }, need });

describe('a message that was all taken out', () => {
  test.each(['[iban]', ' [card] ', 'voici mon iban : [iban]', "ma carte c'est [card]", 'my card is [card]', '[card] [iban]'])(
    'is %s',
    (text) => {
      expect(read(text).command).toEqual({ type: 'redacted' });
    },
  );

  test.each(['bloquez ma carte [card]', 'solde', 'virement vers [iban]', ''])('is not %j', (text) => {
    expect(read(text).command).toEqual({ type: 'unclear' });
  });
});

describe('another language', () => {
  test.each([
    '¿cuál es mi saldo?',
    'hola',
    'Wie hoch ist mein Kontostand?',
    'quanto ho sul conto',
    'onde está meu pacote',
    'مرحبا كم رصيدي',
    '我的余额是多少',
    'сколько денег на счете',
    'カードをなくしました',
  ])('%s', (text) => {
    expect(isForeign(readableText(text))).toBe(true);
    expect(read(text).command).toEqual({ type: 'unclear', foreign: true });
  });

  test.each([
    'blabla truc',
    'quel est mon solde',
    'take care',
    'j’ai mis combien',
    '',
    '👍',
    '12,50',
    'zara',
    'my parcel from El Corte Inglés',
  ])('is not %j', (text) => {
    expect(isForeign(readableText(text))).toBe(false);
  });

  test('is no matter where the wish was understood', () => {
    const started: Reading = { ...base, command: { type: 'start', dialog: 'balance' }, dialog: 'balance' };
    expect(read('mi saldo por favor', started)).toBe(started);
  });
});

describe('what a customer goes through', () => {
  const person: Reading = { ...base, command: { type: 'start', dialog: 'person' }, dialog: 'person' };
  test.each([
    ['je veux déposer une réclamation', 'complaint'],
    ['this is unacceptable', 'complaint'],
    ['je conteste ce débit', 'dispute'],
    ['I want to dispute a payment', 'dispute'],
    ['je n’arrive plus à payer mon loyer', 'debt'],
    ['je suis surendetté', 'debt'],
    ['I can’t pay my rent any more', 'debt'],
    ['I am drowning in debt', 'debt'],
    ['mon mari est décédé', 'bereavement'],
    ['ma mère vient de mourir', 'bereavement'],
    ['my dad has died', 'bereavement'],
    ['I lost my wife last week', 'bereavement'],
    ['vous êtes nuls', 'insult'],
    ['this bot is useless', 'insult'],
  ])('%s: %s', (text, concern) => {
    expect(read(text, person).entities).toEqual({ concern });
  });

  test.each(['je veux parler à un conseiller', 'a human please'])('%s: nothing of the kind', (text) => {
    expect(read(text, person).entities).toEqual({});
  });
});

test.each(["c'est quoi ?", 'qu est ce que c est', "c'est quoi ce paiement", 'what is it', "what's this", 'what are these', 'tell me more'])(
  '%s asks what is on the screen',
  (text) => {
    expect(isWhatIsIt(text.replaceAll(/[?]/g, '').trim().replace('qu est ce que c est', "qu'est ce que c'est"))).toBe(true);
  },
);

test.each(["c'est quoi mon solde", 'what is my balance', 'quoi', 'what'])('%s does not', (text) => {
  expect(isWhatIsIt(text)).toBe(false);
});
