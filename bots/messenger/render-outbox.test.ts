import { describe, expect, test } from '@jest/globals';
import type { OutgoingMessage } from '../../secrecy/outgoing-message.ts';
import { outboxReplySchema } from './outbox-reply.ts';
import { renderOutbox } from './render-outbox.ts';

const one = { minor: 1n, currency: 'EUR' };

/** The same text wherever a message has one. */
function messagesWith(text: string): OutgoingMessage[] {
  const buttons = [
    { kind: 'press', title: text, payload: 'p' },
    { kind: 'open', title: text, url: 'https://bank.example/' },
  ] as const;
  const receipt = { number: text, merchant: text, issuedAt: text, paymentMethod: text, taxes: [], total: one };
  return [
    { kind: 'text', text: 'x', buttons, options: [{ title: text, payload: 'p' }] },
    { kind: 'text', text, buttons },
    { kind: 'cards', cards: [{ title: text, subtitle: 's', buttons }, { title: 't', subtitle: text, buttons }, { title: text }] },
    {
      kind: 'receipt',
      receipt: { ...receipt, lines: [{ label: text, quantity: 1, total: one }] },
      text: 'x',
      labels: { recipientName: text },
    },
    { kind: 'receipt', receipt: { ...receipt, lines: [] }, text, labels: { recipientName: text } },
  ];
}

describe('the outbox', () => {
  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['line breaks', '\n\n'],
    ['a sign without width', '\u200B'],
    ['a turned direction', '\u202E'],
    ['5 000 characters', 'x'.repeat(5_000)],
    ['2 000 families', '👩‍👩‍👧‍👦'.repeat(2_000)],
    ['3 000 accents', 'a\u0301'.repeat(3_000)],
    ['half of a pair', '\uD800'],
  ])('takes what a bank says, even %s, in a form that it can read back', (_name, text) => {
    let count = 0;
    const replies = messagesWith(text).flatMap((message) => renderOutbox(message, () => `send-${(count += 1)}`));
    for (const reply of replies) expect(outboxReplySchema.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
  });
});
