import { describe, expect, test } from '@jest/globals';
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
