import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readJson } from '../http/scan-json.ts';
import { parseWebhook } from './payloads.ts';
import { toActivity } from './to-activity.ts';

function activityOf(name: string) {
  const [event] = parseWebhook(readJson(readFileSync(new URL(`../../test/fixtures/messenger/${name}.json`, import.meta.url)))).events;
  if (!event) throw new Error(`no event in ${name}`);
  return toActivity(event);
}

const parties = {
  channelId: 'facebook',
  from: { id: '24859317345098712' },
  recipient: { id: '104512345678901' },
  conversation: { id: '104512345678901-24859317345098712', isGroup: false },
};

describe('toActivity', () => {
  test('makes a message of what a customer writes', () => {
    expect(activityOf('message-text')).toMatchObject({
      ...parties,
      type: 'message',
      id: 'm_text-1',
      text: 'Où est mon reçu de la Fnac ? https://x.example/é 🧾',
      timestamp: new Date(1793614530123),
      channelData: { kind: 'message', standby: false },
    });
  });

  test('makes a message of a tap, with its payload', () => {
    expect(activityOf('message-quick-reply')).toMatchObject({ type: 'message', text: 'Oui', value: { payload: 'a.frame1.yes' } });
    expect(activityOf('postback')).toMatchObject({ ...parties, type: 'message', text: 'Démarrer', value: { payload: 's.greeting' } });
  });

  test('reads a thumbs-up sticker as what it means', () => {
    for (const name of ['message-sticker', 'message-old-sticker']) {
      expect(activityOf(name)).toMatchObject({ type: 'message', text: '👍', attachments: [] });
    }
  });

  test('keeps the kinds of attachments and nothing else of them', () => {
    const activity = activityOf('message-attachments');
    expect(activity).toMatchObject({
      text: '',
      attachments: [{ contentType: 'image' }, { contentType: 'fallback' }, { contentType: 'file' }],
    });
    expect(JSON.stringify(activity)).not.toContain('http');
  });

  test.each(['message-in-standby', 'postback-in-standby', 'message-deleted', 'echo', 'delivery', 'read', 'reaction', 'edit'])(
    'makes an event, which nobody answers, of %s',
    (name) => {
      const activity = activityOf(name);
      expect(activity.type).toBe('event');
      expect(activity.name).toMatch(/^messenger\/[a-z_]+$/);
      expect(activity).not.toHaveProperty('text');
    },
  );

  test('carries what an event says as plain JSON', () => {
    expect(activityOf('echo')).toMatchObject({
      ...parties,
      name: 'messenger/echo',
      value: { metadata: 'send-1', appId: '1517776481860111' },
    });
    expect(activityOf('app-roles')).toMatchObject({ conversation: { id: '104512345678901' } });
    expect(activityOf('app-roles')).not.toHaveProperty('from');
  });
});
