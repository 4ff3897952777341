import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../i18n/catalogue.ts';
import { createFormatters } from '../i18n/format.ts';
import { type Audience, createDisclose, type Sayable } from './disclose.ts';
import { uniformGrant } from './grant.ts';
import en from './messages.en.json' with { type: 'json' };
import fr from './messages.fr.json' with { type: 'json' };
import type { ReceiptView } from './receipt-view.ts';
import { seal } from './sealed.ts';

const demo = {
  fr: { balance: 'Vous avez {amount} au {day}.', open: 'Suivre', hello: 'Bonjour' },
  en: { balance: 'You have {amount} as of {day}.', open: 'Track', hello: 'Hello' },
};
const disclose = createDisclose({ catalogue: createCatalogue({ demo, secrecy: { fr, en } }), formatterFor: createFormatters() });
const shown: Audience = { sink: 'chat', grant: uniformGrant('chat', 'shown', 'test'), language: 'fr', today: '2026-11-23' };
const sealed: Audience = { ...shown, grant: uniformGrant('chat', 'sealed', 'test') };

const euros = (minor: bigint) => ({ minor, currency: 'EUR' });
const balance = {
  kind: 'text',
  lines: [{ key: 'demo.balance', args: { amount: seal('balance', euros(123_456n)), day: seal('balance', { day: '2026-11-17' }) } }],
} as const satisfies Sayable;
const hello: Sayable = { kind: 'text', lines: [{ key: 'demo.hello', args: {} }] };
const tracking: Sayable = {
  kind: 'cards',
  cards: [
    {
      title: { key: 'demo.hello', args: {} },
      buttons: [{ kind: 'open', label: { key: 'demo.open', args: {} }, url: seal('delivery', 'https://carrier.example/7') }],
    },
  ],
};
const receipt: ReceiptView = {
  number: 'R-1',
  merchant: 'Fnac',
  issuedAt: '2026-11-16T10:00:00Z',
  lines: [{ label: 'Livre', quantity: 2, total: euros(3_490n) }],
  taxes: [{ rateBasisPoints: 550, amount: euros(182n) }],
  total: euros(3_490n),
};
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');
/** Messages without their origins. */
const bare = (replies: readonly Sayable[], audience: Audience): object[] =>
  disclose(replies, audience).map(({ origin: _origin, ...message }) => message);
const texts = (replies: readonly Sayable[], audience: Audience): string[] =>
  disclose(replies, audience).map((message) => ('text' in message ? plain(message.text) : ''));

describe('disclose', () => {
  test('writes figures and days in the customer’s language', () => {
    expect(texts([balance], shown)).toEqual(['Vous avez 1 234,56 € au mardi 17 novembre.']);
    expect(texts([balance], { ...shown, language: 'en', locale: 'en-US' })).toEqual(['You have €1,234.56 as of Tuesday, November 17.']);
  });

  test('says what stands for a fact that may not be disclosed, where the dialog has it', () => {
    const [line] = balance.lines;
    const replies = [{ ...balance, lines: [{ ...line, otherwise: { key: 'demo.hello', args: {} } }] }];
    expect(texts(replies, sealed)).toEqual(['Bonjour']);
    expect(texts(replies, shown)).toEqual(['Vous avez 1 234,56 € au mardi 17 novembre.']);
  });

  test('keeps every figure back without a grant, and says so once', () => {
    const messages = bare([hello, balance, balance, tracking, { kind: 'receipt', receipt: seal('receipt', receipt) }], sealed);
    expect(messages).toEqual([
      { kind: 'text', text: 'Bonjour' },
      { kind: 'text', text: fr.withheld },
    ]);
  });

  test('says where each message comes from: its sentences and what was opened for them, and not what was withheld', () => {
    const [line] = balance.lines;
    const instead = { ...balance, lines: [{ ...line, otherwise: { key: 'demo.hello', args: {} } }] };
    const origins = (replies: readonly Sayable[], audience: Audience) => disclose(replies, audience).map(({ origin }) => origin);
    const nothing = { disclosed: {}, fields: [], rule: 'test' };
    expect(origins([balance, hello, tracking], shown)).toEqual([
      { messages: ['demo.balance'], disclosed: { balance: 'shown' }, fields: ['amount', 'day'], rule: 'test' },
      { messages: ['demo.hello'], ...nothing },
      { messages: ['demo.hello', 'demo.open'], disclosed: { delivery: 'shown' }, fields: ['url'], rule: 'test' },
    ]);
    expect(origins([{ kind: 'receipt', receipt: seal('receipt', receipt) }], shown)).toMatchObject([
      { disclosed: { receipt: 'shown' }, fields: ['receipt'] },
    ]);
    expect(origins([instead, balance], sealed)).toEqual([
      { messages: ['demo.hello'], ...nothing },
      { messages: ['secrecy.withheld'], ...nothing },
    ]);
  });

  test('refuses a grant that was made for another destination', () => {
    expect(texts([balance], { ...shown, grant: uniformGrant('page', 'shown', 'test') })).toEqual([plain(fr.withheld)]);
  });

  test('opens a sealed address under a grant only', () => {
    expect(disclose([tracking], shown)[0]).toMatchObject({ cards: [{ buttons: [{ url: 'https://carrier.example/7' }] }] });
    expect(JSON.stringify(disclose([tracking], sealed))).not.toContain('carrier.example');
  });

  test('writes a receipt with its taxes in words beside the figures', () => {
    const [message] = disclose([{ kind: 'receipt', receipt: seal('receipt', receipt) }], shown);
    expect(message).toMatchObject({ kind: 'receipt', receipt: { total: euros(3_490n) }, labels: { recipientName: fr.receipt_customer } });
    expect(message && 'text' in message ? plain(message.text) : '').toBe(
      'Reçu de Fnac, lundi 16 novembre\n2 × Livre : 34,90 €\nTotal : 34,90 €\ndont TVA 5,5 % : 1,82 €',
    );
  });
});

test('a receipt says of each line whether the tax is in its price, and each rate where there are several', () => {
  const taxes = [
    { rateBasisPoints: 550, amount: euros(182n) },
    { rateBasisPoints: 2000, amount: euros(50n) },
  ];
  const lines = [
    { label: 'Livre', quantity: 1, total: euros(3_190n), taxRateBasisPoints: 550 },
    { label: 'Sac', quantity: 1, total: euros(300n) },
  ];
  const print = (pricesIncludeTax: boolean, language: 'fr' | 'en') => {
    const sealedReceipt = seal('receipt', { ...receipt, lines, taxes, pricesIncludeTax });
    const [message] = disclose([{ kind: 'receipt', receipt: sealedReceipt }], { ...shown, language });
    return message?.kind === 'receipt' ? [...(message.labels.lines ?? []), message.labels.taxes ?? ''].map(plain) : [];
  };
  expect(print(true, 'fr')).toEqual([
    'TVA 5,5 % comprise',
    'TVA comprise',
    'Détail des taxes :\ndont TVA 5,5 % : 1,82 €\ndont TVA 20 % : 0,50 €',
  ]);
  expect(print(false, 'en').slice(0, 2)).toEqual(['before VAT at 5.5%', 'before VAT']);
});

describe('a sealed value', () => {
  const secret = seal('balance', 'the secret');

  test('shows its class and nothing else, however it is printed', () => {
    expect([inspect(secret), JSON.stringify({ secret }), secret.toString()].join()).not.toContain('the secret');
    expect(JSON.stringify(secret)).toBe('"[sealed balance]"');
  });

  test('does not compile and throws when it is put into a text', () => {
    // @ts-expect-error -- a sealed value cannot be interpolated
    // oxlint-disable-next-line typescript/restrict-template-expressions -- the test bypasses the rule on purpose
    expect(() => `${secret}`).toThrow(TypeError);
    // @ts-expect-error -- nor added to a text
    expect(() => `a${'' + secret}`).toThrow(TypeError);
  });

  test('writes what a merchant chose as one harmless line, wherever it goes', () => {
    const hostile = 'Fnac\nhttps://evil.example/login FR7630006000011234567890189 \u202Etxet';
    const name = { key: 'demo.balance', args: { amount: seal('balance', euros(1n)), day: seal('transaction', hostile) } };
    const bad: ReceiptView = {
      ...receipt,
      number: '',
      merchant: hostile,
      paymentMethod: 'Visa 4111111111111111',
      lines: [{ label: hostile, quantity: 1, total: euros(1n) }],
    };
    const messages = disclose(
      [
        { kind: 'text', lines: [name], options: [{ label: name, payload: 'p' }] },
        { kind: 'cards', cards: [{ title: name, subtitle: name }] },
        { kind: 'receipt', receipt: seal('receipt', bad) },
      ],
      shown,
    );
    const written = JSON.stringify(messages, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(written).not.toMatch(/:\/\/|evil\.example|FR7630|4111111|\u202E|Fnac\\n/);
    expect(written).toContain('···· 0189');
  });

  test.each(['http://carrier.example/7', 'https://bank.example@evil.example/', 'javascript:alert(1)', 'no address', ''])(
    'leads nobody to "%s"',
    (url) => {
      const card = {
        title: { key: 'demo.hello', args: {} },
        buttons: [{ kind: 'open' as const, label: { key: 'demo.open', args: {} }, url: seal('delivery', url) }],
      };
      expect(bare([{ kind: 'cards', cards: [card] }], shown)).toEqual([{ kind: 'cards', cards: [{ title: 'Bonjour' }] }]);
    },
  );
});
