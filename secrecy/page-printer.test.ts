import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../i18n/catalogue.ts';
import { createFormatters } from '../i18n/format.ts';
import type { Locale } from '../i18n/language.ts';
import { type Grant, uniformGrant } from './grant.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import { createPagePrinter } from './page-printer.ts';
import { type ReceiptView } from './receipt-view.ts';
import { seal } from './sealed.ts';

const catalogue = createCatalogue({
  secrecy: { fr, en },
  page: { fr: { figure: '{amount} le {day}', name: '{name}' }, en: { figure: '{amount} on {day}', name: '{name}' } },
});
const shown = uniformGrant('page', 'shown', 'a strong sign-in');
const spent = seal('balance', { minor: -123_456n, currency: 'USD' });
const day = seal('transaction', { day: '2026-11-03' });

function printer(grant: Grant = shown, locale: Locale = 'fr-FR') {
  const language = locale === 'fr-FR' ? 'fr' : 'en';
  return createPagePrinter({ catalogue, formatterFor: createFormatters() }, { grant, language, locale, today: '2026-11-17' });
}

function plain(text: string): string {
  return text.replaceAll(/[\u00A0\u202F]/g, ' ');
}

const receipt: ReceiptView = {
  number: 'R 4556 7375 8689 9855',
  merchant: 'Chez\nnous',
  issuedAt: '2026-11-03T23:30:00.000Z',
  lines: [{ label: 'Cheap at evil.example', quantity: 3, total: { minor: 300n, currency: 'USD' } }],
  taxes: [
    { rateBasisPoints: 888, amount: { minor: 27n, currency: 'USD' } },
    { rateBasisPoints: 0, amount: { minor: 0n, currency: 'USD' } },
  ],
  pricesIncludeTax: false,
  total: { minor: 327n, currency: 'USD' },
};

describe('the printer of a page', () => {
  test('writes figures as the customer’s country does, with a minus that is one', () => {
    expect(plain(printer().text('page.figure', { amount: spent, day }))).toBe('−1 234,56 $US le mardi 3 novembre');
    expect(printer(shown, 'en-US').text('page.figure', { amount: spent, day })).toBe('−$1,234.56 on Tuesday, November 3');
  });

  test.each<[string, Grant]>([
    ['another destination', uniformGrant('chat', 'shown', 'consent')],
    ['hints only', uniformGrant('page', 'hinted', 'bank ceiling')],
    ['nothing', uniformGrant('page', 'sealed', 'bank ceiling')],
  ])('opens nothing under a grant for %s', (_name, grant) => {
    const page = printer(grant);
    expect(() => page.text('page.figure', { amount: spent, day })).toThrow(expect.objectContaining({ code: 'withheld' }));
    expect(() => page.address(seal('delivery', 'https://carrier.example'))).toThrow(expect.objectContaining({ code: 'withheld' }));
    expect(() => page.receipt(seal('receipt', receipt), () => ({ day: '2026-11-03', time: '12:00' }))).toThrow(
      expect.objectContaining({ code: 'withheld' }),
    );
    expect(page.origin().disclosed).toEqual({});
  });

  test('notes what it opens, and what it says', () => {
    const page = printer();
    page.text('page.figure', { amount: spent, day });
    page.address(seal('delivery', 'https://carrier.example'));
    expect(page.origin()).toEqual({
      messages: ['page.figure'],
      disclosed: { balance: 'shown', transaction: 'shown', delivery: 'shown' },
      fields: ['amount', 'day', 'url'],
      rule: 'a strong sign-in',
    });
  });

  test('prints what others have written as one harmless line', () => {
    const written = seal('transaction', 'Pay at\nevil.example 4556 7375 8689 9855');
    const text = printer().text('page.name', { name: written });
    expect(text).not.toMatch(/\n|evil\.example|7375/);
  });

  test('leads to https only', () => {
    const page = printer();
    expect(page.address(seal('delivery', 'https://carrier.example/a?b=1'))).toBe('https://carrier.example/a?b=1');
    for (const bad of ['http://carrier.example', 'javascript:alert(1)', 'https://bank@carrier.example', ''])
      expect(page.address(seal('delivery', bad))).toBeUndefined();
  });

  test('prints a receipt by the customer’s clock, its taxes as the country has them', () => {
    const printed = printer(shown, 'en-US').receipt(seal('receipt', receipt), () => ({ day: '2026-11-03', time: '18:30' }));
    expect(printed.number).not.toContain('7375');
    expect(printed.merchant).toBe('Chez nous');
    expect({ ...printed.issued, time: plain(printed.issued.time) }).toEqual({ day: 'Tuesday, November 3', time: '6:30 pm' });
    expect(printed.lines).toEqual([
      { label: expect.not.stringContaining('evil.example'), quantity: 3, note: expect.stringContaining('tax'), total: '$3.00' },
    ]);
    expect(printed.taxes).toEqual([{ kind: 'sales', rate: '8.88%', amount: '$0.27' }]);
    expect(printed).toMatchObject({ pricesIncludeTax: false, total: '$3.27' });
    expect(printed).not.toHaveProperty('subtotal');
  });
});
