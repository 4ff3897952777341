import { describe, expect, test } from '@jest/globals';
import { inboundSchema } from '../inbound.ts';
import { parseWebhook } from './payloads.ts';
import { toInbound } from './to-inbound.ts';

function inboundOf(element: object) {
  const { events } = parseWebhook({
    object: 'page',
    entry: [{ id: '1', time: 1, messaging: [{ sender: { id: '2' }, recipient: { id: '1' }, timestamp: 1, ...element }] }],
  });
  return events.map(toInbound);
}

describe('what goes into the journal', () => {
  test('is what the customer wrote, without card numbers', () => {
    expect(inboundOf({ message: { mid: 'm1', text: 'ma carte 4111 1111 1111 1111' } })).toMatchObject([
      {
        id: 'm1',
        channelId: 'facebook',
        from: { id: '2' },
        recipient: { id: '1' },
        text: 'ma carte [card]',
        redacted: ['card'],
        hasAttachment: false,
      },
    ]);
  });

  test.each([
    ['mon code pin est 4821', 'mon code pin est [pin]', 'pin'],
    ['my password is Sunny#12', 'my password is [password]', 'password'],
    ['code reçu par sms 482913', 'code reçu par sms [code]', 'code'],
    ['cvv 123', 'cvv [cvv]', 'cvv'],
    ['4970 1012', '[card]', 'card_part'],
  ])('is %j without what must not be kept', (text, clean, kind) => {
    expect(inboundOf({ message: { mid: 'm1', text } })).toMatchObject([{ text: clean, redacted: [kind] }]);
  });

  test('keeps the code of the linking page, which customers are asked to type', () => {
    for (const text of ['482913', 'mon code est 482913', 'the code is 482 913'])
      expect(inboundOf({ message: { mid: 'm1', text } })).toMatchObject([{ text, redacted: [] }]);
  });

  test('is read again from a journal that an older version has written', () => {
    const [inbound] = inboundOf({ message: { mid: 'm1', text: 'bonjour' } });
    const redacted = ['card', 'iban', 'probable_card'];
    expect(inboundSchema.parse({ ...inbound, redacted })).toMatchObject({ redacted });
  });

  test('is what the customer pressed', () => {
    expect(inboundOf({ postback: { mid: 'm2', title: 'Aide', payload: 's.help' } })).toMatchObject([{ text: 'Aide', payload: 's.help' }]);
    expect(inboundOf({ postback: { mid: 'm3', title: 'Get started', payload: 'GET_STARTED' } })).toMatchObject([{ payload: 's.greeting' }]);
  });

  test('is an arrival by a link into the thread', () => {
    expect(inboundOf({ referral: { ref: 'x', source: 'SHORTLINK', type: 'OPEN_THREAD' } })).toMatchObject([{ type: 'event' }]);
  });

  test.each([
    ['a receipt of delivery', { delivery: { watermark: 1 } }],
    ['a read mark', { read: { watermark: 1 } }],
    ['a reaction', { reaction: { mid: 'm', action: 'react', emoji: '👍' } }],
    ['an edit, which must not run again', { message_edit: { mid: 'm', text: 'changed', num_edit: 1 } }],
    ['an echo', { message: { mid: 'm', text: 'bonjour', is_echo: true, app_id: 1 } }],
  ])('is nothing for %s', (_name, element) => {
    expect(inboundOf(element)).toEqual([undefined]);
  });
});
