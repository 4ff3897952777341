import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutgoingMessage } from '../../secrecy/outgoing-message.ts';
import { renderOutgoing, renderPlain } from './render.ts';
import { renderOutbox } from './render-outbox.ts';
import { type SendBody, sendBodySchema } from './send-body.ts';

function render(message: OutgoingMessage): SendBody[] {
  const bodies = renderOutgoing(message, 'send-1');
  // Parsing what JSON makes of it: what Meta will see.
  for (const body of bodies) expect(sendBodySchema.parse(JSON.parse(JSON.stringify(body)))).toEqual(body);
  return bodies;
}

const press = (title: string) => ({ kind: 'press' as const, title, payload: `s.${title.length}` });
const open = (title: string) => ({ kind: 'open' as const, title, url: 'https://bank.example/booth?t=1' });
const words = (count: number): string => Array.from({ length: count }, (_, index) => `mot${index}`).join(' ');
const payloadOf = (body: SendBody | undefined) => (body && 'attachment' in body ? body.attachment.payload : undefined);

describe('renderOutgoing, text', () => {
  test('puts a short text into one message', () => {
    expect(render({ kind: 'text', text: 'Bonjour !' })).toEqual([{ text: 'Bonjour !' }]);
  });

  test('puts quick replies on the last part only, 13 at most, with titles of 20 characters at most', () => {
    const options = Array.from({ length: 15 }, (_, index) => ({ title: `Un choix bien trop long n° ${index}`, payload: `a.f.${index}` }));
    const bodies = render({ kind: 'text', text: words(800), options });
    expect(bodies.length).toBeGreaterThan(1);
    expect(bodies.slice(0, -1).every((body) => body.quick_replies === undefined)).toBe(true);
    expect(bodies.at(-1)?.quick_replies).toHaveLength(13);
    expect(bodies.at(-1)?.quick_replies?.[0]).toEqual({ content_type: 'text', title: 'Un choix bien trop…', payload: 'a.f.0' });
  });

  test('makes a button template of a text with buttons', () => {
    const [body, ...others] = render({ kind: 'text', text: 'Voulez-vous continuer ?', buttons: [press('Oui'), open('À ma banque')] });
    expect(others).toEqual([]);
    expect(payloadOf(body)).toEqual({
      template_type: 'button',
      text: 'Voulez-vous continuer ?',
      buttons: [
        { type: 'postback', title: 'Oui', payload: 's.3' },
        { type: 'web_url', title: 'À ma banque', url: 'https://bank.example/booth?t=1' },
      ],
    });
  });

  test('says a text that is too long for a button template first, and loses no word of it', () => {
    for (const count of [80, 120, 400, 900]) {
      const bodies = render({ kind: 'text', text: words(count), buttons: [press('Oui')] });
      const said = bodies.map((body) => {
        if ('text' in body) return body.text;
        return body.attachment.payload.template_type === 'button' ? body.attachment.payload.text : '';
      });
      expect(said.join(' ')).toBe(words(count));
      expect(payloadOf(bodies.at(-1))?.template_type).toBe('button');
    }
  });

  test('turns the fourth button into a quick reply or a line, so that it is not lost', () => {
    const buttons = [press('A'), press('B'), press('C'), press('D'), open('Un site')];
    const [body] = render({ kind: 'text', text: 'Choisissez', buttons });
    expect(body?.quick_replies).toEqual([{ content_type: 'text', title: 'D', payload: 's.1' }]);
    expect(payloadOf(body)).toMatchObject({ text: 'Choisissez\n\nUn site\nhttps://bank.example/booth?t=1' });
  });

  test('sends nothing for an empty text', () => {
    expect(render({ kind: 'text', text: '  ' })).toEqual([]);
  });
});

describe('renderOutgoing, cards', () => {
  test('puts ten cards into each carousel', () => {
    const cards = Array.from({ length: 12 }, (_, index) => ({ title: `Achat ${index}`, subtitle: 'hier', buttons: [press('Reçu')] }));
    const bodies = render({ kind: 'cards', cards, options: [{ title: 'Autre', payload: 'c.f' }] });
    expect(bodies.map((body) => payloadOf(body))).toMatchObject([{ template_type: 'generic' }, { template_type: 'generic' }]);
    expect(bodies.map((body) => body.quick_replies?.length)).toEqual([undefined, 1]);
  });

  test('writes out in full what a card has to cut', () => {
    const title = `Carrefour ${words(20)}`;
    const [first, second] = render({ kind: 'cards', cards: [{ title, subtitle: 'hier' }] });
    expect(first).toEqual({ text: `${title}\nhier` });
    expect(payloadOf(second)).toMatchObject({ elements: [{ subtitle: 'hier' }] });
  });

  test('says a card with nothing but a title as text, because Meta refuses such an element', () => {
    expect(render({ kind: 'cards', cards: [{ title: 'Compte courant' }] })).toEqual([{ text: 'Compte courant' }]);
  });
});

const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const receiptMessage: Extract<OutgoingMessage, { kind: 'receipt' }> = {
  kind: 'receipt',
  text: 'Fnac\nTotal : 19,99 €',
  labels: { recipientName: 'Client' },
  receipt: {
    number: 'F-2026-1',
    merchant: 'Fnac',
    issuedAt: '2026-11-02T10:15:30.500Z',
    paymentMethod: 'Visa ···· 1234',
    lines: [{ label: 'Livre', quantity: 2, total: eur(1999n) }],
    taxes: [
      { rateBasisPoints: 550, amount: eur(104n) },
      { rateBasisPoints: 2000, amount: eur(10n) },
    ],
    subtotal: eur(1885n),
    shipping: eur(0n),
    total: eur(1999n),
  },
};
const withReceipt = (change: Partial<typeof receiptMessage.receipt>) => ({
  ...receiptMessage,
  receipt: { ...receiptMessage.receipt, ...change },
});

describe('renderOutgoing, receipt', () => {
  test('states every figure of the receipt, time in seconds, never sharable', () => {
    const [body] = render(receiptMessage);
    expect(payloadOf(body)).toEqual({
      template_type: 'receipt',
      recipient_name: 'Client',
      merchant_name: 'Fnac',
      order_number: expect.stringMatching(/^F-2026-1-[0-9a-f]{8}$/),
      currency: 'EUR',
      payment_method: 'Visa ···· 1234',
      timestamp: '1793614530',
      sharable: false,
      summary: { subtotal: 18.85, shipping_cost: 0, total_tax: 1.14, total_cost: 19.99 },
      elements: [{ title: 'Livre', quantity: 2, price: 19.99, currency: 'EUR' }],
    });
  });

  test('has a summary that adds up, whatever the tip, and says of each price whether the tax is in it', () => {
    const lines = [
      { label: 'Livre', quantity: 1, total: eur(1054n) },
      { label: 'Sac', quantity: 1, total: eur(120n) },
    ];
    const tipped = withReceipt({ lines, tip: eur(826n), shipping: eur(500n), total: eur(2_500n) });
    const labels = {
      recipientName: 'Client',
      tip: 'Pourboire',
      lines: ['TVA 5,5 % comprise', ''],
      taxes: 'Détail des taxes :\n5,5 % : 1,04 €',
    };
    const [body, note] = render({ ...tipped, labels });
    expect(payloadOf(body)).toMatchObject({
      summary: { subtotal: 18.86, shipping_cost: 5, total_tax: 1.14, total_cost: 25 },
      elements: [{ title: 'Livre', subtitle: 'TVA 5,5 % comprise' }, { title: 'Sac' }, { title: 'Pourboire', price: 8.26 }],
    });
    expect(note).toEqual({ text: 'Détail des taxes :\n5,5 % : 1,04 €' });
  });

  test('keeps quick replies under the last of its messages', () => {
    const options = [{ title: 'Merci', payload: 's.thanks' }];
    const bodies = render({ ...receiptMessage, labels: { recipientName: 'Client', taxes: 'Taxes' }, options });
    expect(bodies.map((body) => body.quick_replies?.length ?? 0)).toEqual([0, 1]);
  });

  test('gives each sending an order number of its own, and the same one when it is sent again', () => {
    const orderNumbers = ['a', 'b', 'a'].map((sendId) => payloadOf(renderOutgoing(receiptMessage, sendId)[0]));
    expect(orderNumbers[0]).toEqual(orderNumbers[2]);
    expect(orderNumbers[0]).not.toEqual(orderNumbers[1]);
  });

  test('prints any amount exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (minor) => {
        const total = { minor, currency: 'EUR' };
        const [body] = renderOutgoing(withReceipt({ total, subtotal: total, taxes: [], shipping: total, lines: [] }));
        const cents = /"total_cost":(-?)(\d+)(?:\.(\d{1,2}))?/.exec(JSON.stringify(body));
        expect(BigInt(`${cents?.[1]}${cents?.[2]}${(cents?.[3] ?? '').padEnd(2, '0')}`)).toBe(minor);
      }),
    );
  });

  test.each([
    ['an amount finer than two decimals', withReceipt({ total: { minor: 12_345n, currency: 'TND' }, lines: [], taxes: [] })],
    ['an amount with more digits than a number holds', withReceipt({ total: eur(9_007_199_254_740_993_001n) })],
    ['two currencies', withReceipt({ taxes: [{ rateBasisPoints: 2000, amount: { minor: 1n, currency: 'GBP' } }] })],
    ['more than 100 lines', withReceipt({ lines: Array.from({ length: 101 }, () => ({ label: 'x', quantity: 1, total: eur(1n) })) })],
    ['a tip without a name for it', withReceipt({ tip: eur(200n) })],
    ['a label that would be cut', withReceipt({ lines: [{ label: 'x'.repeat(81), quantity: 1, total: eur(1n) }] })],
  ])('puts a receipt into words that the template cannot state truly: %s', (_, message) => {
    expect(render(message)).toEqual([{ text: 'Fnac\nTotal : 19,99 €' }]);
  });

  test('lists a tip that has a name, and a weight as words', () => {
    const lines = [{ label: 'Pommes', quantity: 0.512, total: eur(150n) }];
    const [body] = render({ ...withReceipt({ tip: eur(200n), lines }), labels: { recipientName: 'Client', tip: 'Pourboire' } });
    expect(payloadOf(body)).toMatchObject({
      elements: [
        { title: 'Pommes', subtitle: '× 0.512', price: 1.5 },
        { title: 'Pourboire', price: 2 },
      ],
    });
  });

  test('has whole yen and no invented decimals', () => {
    const total = { minor: 1250n, currency: 'JPY' };
    const [body] = render({ ...receiptMessage, receipt: { number: '1', merchant: 'A', issuedAt: 'no date', lines: [], taxes: [], total } });
    expect(payloadOf(body)).toMatchObject({ summary: { total_cost: 1250 }, payment_method: '—' });
    expect(payloadOf(body)).not.toHaveProperty('timestamp');
  });
});

describe('renderOutbox', () => {
  test('gives every body its own id, and a receipt its words for where the template is refused', () => {
    let count = 0;
    const options = [{ title: 'Merci', payload: 's.thanks' }];
    const replies = renderOutbox({ ...receiptMessage, options }, () => `id-${(count += 1)}`);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject({ metadata: 'id-1', plain: renderPlain({ ...receiptMessage, options }) });
    expect(replies[0]?.plain?.at(-1)?.quick_replies).toHaveLength(1);
    const texts = renderOutbox({ kind: 'text', text: words(800) }, () => `id-${(count += 1)}`);
    expect(new Set(texts.map((reply) => reply.metadata)).size).toBe(texts.length);
    expect(texts.every((reply) => reply.plain === undefined)).toBe(true);
  });
});

describe('any outgoing message', () => {
  const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '');
  const payload = fc.stringMatching(/^a\.[a-z0-9]{1,64}\.\d{1,3}$/);
  const button = fc.oneof(
    fc.record({ kind: fc.constant('press' as const), title, payload }),
    fc.record({ kind: fc.constant('open' as const), title, url: fc.webUrl() }),
  );
  const options = fc.array(fc.record({ title, payload }), { maxLength: 20 });
  const card = fc.record({ title, subtitle: title, buttons: fc.array(button, { maxLength: 5 }) });

  test('is within the limits of Meta', () => {
    const message = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: title, buttons: fc.array(button, { maxLength: 6 }), options }),
      fc.record({ kind: fc.constant('cards' as const), cards: fc.array(card, { maxLength: 25 }), options }),
    );
    fc.assert(
      fc.property(message, (outgoing) => {
        for (const body of renderOutgoing(outgoing)) sendBodySchema.parse(body);
      }),
      { numRuns: 500 },
    );
  });
});
