import { describe, expect, test } from '@jest/globals';
import { echoPayload } from '../simulator/webhook-payload.ts';
import type { MessengerEvent } from './messenger-event.ts';
import { readOwnEcho } from './own-echo.ts';
import { parseWebhook } from './payloads.ts';

const frame = { psid: '42', pageId: '1', at: 1_700_000_000_000, mid: 'm_1' };

function event(json: unknown): MessengerEvent {
  const [read] = parseWebhook(json).events;
  if (!read) throw new TypeError('no event');
  return read;
}

function raw(message: object, place = 'messaging'): MessengerEvent {
  return event({ object: 'page', entry: [{ id: '1', time: 1, [place]: [{ sender: { id: '1' }, recipient: { id: '42' }, message }] }] });
}

describe('an echo', () => {
  test('of ours tells which sending has reached whom', () => {
    expect(readOwnEcho(event(echoPayload(frame, { text: 'Bonjour', metadata: 'send-1' })))).toEqual({
      pageId: '1',
      psid: '42',
      sendId: 'send-1',
    });
  });

  test('of a template, and with an app id as text', () => {
    const attachments = [{ type: 'template', payload: { template_type: 'button' } }];
    const echo = raw({ mid: 'm_1', is_echo: true, app_id: '77', metadata: 'send-1', attachments });
    expect(readOwnEcho(echo)).toMatchObject({ psid: '42', sendId: 'send-1' });
  });

  test('is one also where another app holds the thread', () => {
    const echo = raw({ mid: 'm_1', is_echo: true, metadata: 'send-1', text: 'a' }, 'standby');
    expect(readOwnEcho(echo)).toMatchObject({ sendId: 'send-1' });
  });

  test.each([
    ['a person at the Page', { mid: 'm_1', is_echo: true, app_id: 263_902_037_430_900, text: 'Hello' }],
    ['an app with an empty id', { mid: 'm_1', is_echo: true, metadata: '', text: 'Hello' }],
    ['an app with notes of its own', { mid: 'm_1', is_echo: true, metadata: 'x'.repeat(101), text: 'Hello' }],
  ])('of %s is not ours', (_who, message) => {
    expect(readOwnEcho(raw(message))).toBeUndefined();
  });

  test('is not what a customer writes', () => {
    const message = { sender: { id: '42' }, recipient: { id: '1' }, message: { mid: 'm_1', text: 'a', metadata: 'send-1' } };
    expect(readOwnEcho(event({ object: 'page', entry: [{ id: '1', time: 1, messaging: [message] }] }))).toBeUndefined();
  });
});
