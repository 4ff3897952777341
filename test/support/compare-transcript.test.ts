import { describe, expect, test } from '@jest/globals';
import type { SendBody } from '../../bots/messenger/send-body.ts';
import { findMismatch, writeReplies } from './compare-transcript.ts';
import { bubblePattern } from './placeholders.ts';

const quick = (...titles: string[]) => titles.map((title) => ({ content_type: 'text' as const, title, payload: 'x' }));
const balance: SendBody = {
  text: 'Le solde est de 1\u202F234,56\u00A0€ au mardi 17 novembre.',
  quick_replies: quick('Mes opérations', 'Aide'),
};
const block = (text: string, line = 5) => ({ line, text });
const good = block('Le solde est de {{amount}} au {{day}}.\n[Mes opérations] [Aide]');

describe('an answer', () => {
  test('fits when the words, the shapes of the figures and the quick replies do', () => {
    expect(findMismatch([good], [balance])).toBeUndefined();
  });

  test('fits without its quick replies being written', () => {
    expect(findMismatch([block('Le solde est de {{amount}} au {{day}}.')], [balance])).toBeUndefined();
  });

  test.each([
    ['a wrong word', 'Votre solde est de {{amount}} au {{day}}.'],
    ['half a sentence', 'Le solde est de {{amount}}'],
    ['a figure of another shape', 'Le solde est de {{day}} au {{day}}.'],
    ['a wrong quick reply', 'Le solde est de {{amount}} au {{day}}.\n[Mes opérations] [Au secours]'],
    ['a missing quick reply', 'Le solde est de {{amount}} au {{day}}.\n[Mes opérations]'],
  ])('does not fit with %s', (_name, text) => {
    expect(findMismatch([block(text)], [balance])).toMatch(/^line 5: expected the bubble/);
  });

  test('does not fit when a bubble is missing', () => {
    expect(findMismatch([good, block('Autre chose ?', 9)], [balance])).toMatch(/^line 9/);
  });

  test('does not fit when there is a bubble too many', () => {
    expect(findMismatch([good], [balance, { text: 'Autre chose ?' }])).toMatch(/^after line 5: 1 more bubble/);
  });

  test('does not fit when nothing came', () => {
    expect(findMismatch([good], [])).toContain('(nothing)');
  });

  test('shows what came, ready to be pasted', () => {
    expect(findMismatch([block('x')], [balance])).toContain('Le solde est de 1 234,56 € au mardi 17 novembre.\n[Mes opérations] [Aide]');
  });

  test('does not care about the kind of space, nor about empty lines inside a bubble', () => {
    expect(findMismatch([block('Quoi ? Oui.\nBon.')], [{ text: 'Quoi\u202F? Oui.\n\nBon.' }])).toBeUndefined();
  });
});

describe('templates', () => {
  const receipt: SendBody = {
    attachment: {
      type: 'template',
      payload: {
        template_type: 'receipt',
        recipient_name: 'Client',
        merchant_name: 'Fnac',
        order_number: '1',
        currency: 'EUR',
        payment_method: 'Visa',
        sharable: false,
        summary: { total_cost: 34.9 },
        elements: [],
      },
    },
  };
  const parcel: SendBody = {
    attachment: {
      type: 'template',
      payload: {
        template_type: 'button',
        text: 'Votre colis est en route.',
        buttons: [{ type: 'web_url', title: 'Suivre le colis', url: 'https://carrier.example' }],
      },
    },
  };
  const cards: SendBody = {
    attachment: {
      type: 'template',
      payload: {
        template_type: 'generic',
        elements: [
          {
            title: 'Fnac : mardi 17 novembre',
            subtitle: 'La Poste',
            buttons: [{ type: 'web_url', title: 'Suivre', url: 'https://a.example' }],
          },
          { title: 'Zara', subtitle: 'UPS' },
        ],
      },
    },
  };

  test('are written as a person can read them', () => {
    expect(writeReplies([receipt, parcel, cards])).toBe(
      '< receipt from Fnac\n\nVotre colis est en route.\n[Suivre le colis ↗]\n\n* Fnac : mardi 17 novembre | La Poste [Suivre ↗]\n* Zara | UPS',
    );
  });

  test('fit as they are written, a receipt also without its merchant', () => {
    const written = [
      '< receipt',
      'Votre colis est en route.\n[Suivre le colis ↗]',
      '* {{name}} : {{day}} | {{name}} [Suivre ↗]\n* Zara | UPS',
    ];
    expect(
      findMismatch(
        written.map((text) => block(text)),
        [receipt, parcel, cards],
      ),
    ).toBeUndefined();
  });

  test('do not fit when something else came', () => {
    expect(findMismatch([block('< receipt')], [parcel])).toBeDefined();
    expect(findMismatch([block('< receipt from Zara')], [receipt])).toBeDefined();
    expect(findMismatch([block('* Zara | UPS')], [cards])).toBeDefined();
    expect(findMismatch([block('Votre colis est en route.\n[Suivre le colis]')], [parcel])).toBeDefined();
  });
});

describe('a placeholder', () => {
  test.each([
    [
      'amount',
      ['1 234,56 €', '-34,90 €', '-£1,234.00', '£0.50', '$12.00', 'US$12.00', '9,00 $US', '¥1,234', 'CHF 12.00', '12,00 CHF', '5,00 £GB'],
    ],
    [
      'day',
      [
        'mardi 17 novembre',
        'dimanche 1er mars',
        '3 mars 2025',
        'Tuesday 17 November',
        '3 March 2025',
        'Tuesday, November 17',
        'March 3, 2025',
      ],
    ],
    ['time', ['09:30']],
    ['number', ['31']],
    ['phone', ['+33 1 99 00 12 34']],
    ['name', ['Fnac', 'Livret A', 'Épicerie 24/7']],
    ['lines', ['un', 'un\ndeux']],
    ['…', ['', 'n’importe quoi']],
  ])('{{%s}} stands for what has its shape', (name, values) => {
    for (const value of values) expect(value).toMatch(bubblePattern(`{{${name}}}`));
  });

  test.each([
    ['amount', ['34,90', '€', 'trente euros', '[sealed balance]', '1.234']],
    ['day', ['2026-11-17', '17 Foo', 'mardi']],
    ['time', ['9:30', '9 h']],
    ['number', ['un']],
    ['name', ['', '12', 'un\ndeux']],
    ['…', ['un\ndeux']],
  ])('{{%s}} does not stand for anything else', (name, values) => {
    for (const value of values) expect(value).not.toMatch(bubblePattern(`{{${name}}}`));
  });

  test('that does not exist is refused', () => {
    expect(() => bubblePattern('{{solde}}')).toThrow(RangeError);
  });

  test('leaves the rest of the sentence literal', () => {
    expect('Total (TTC) : 12,00 €. Bien !').toMatch(bubblePattern('Total (TTC) : {{amount}}. Bien !'));
    expect('Total TTC : 12,00 €, Bien !').not.toMatch(bubblePattern('Total TTC : {{amount}}. Bien !'));
  });
});
