import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { openEgress } from '../../test/support/open-egress.ts';
import { startStubServer } from '../../test/support/stub-server.ts';
import { until } from '../../test/support/until.ts';
import type { CustomerAction } from './customer-action.ts';
import { createWebhookClient } from './webhook-client.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function startWebhook(status: number) {
  const webhook = await startStubServer(() => ({ status, text: 'EVENT_RECEIVED' }));
  let count = 0;
  const client = createWebhookClient({
    egress: openEgress(),
    url: () => `${webhook.url}/messenger/webhook`,
    appSecret: 's3cret',
    pageId: '100',
    now: () => new Date(1_700_000_000_000),
    newId: () => `id${(count += 1)}`,
  });
  closing.push(
    () => client.close(),
    () => webhook.close(),
  );
  return { client, received: webhook.requests };
}

describe('webhook client', () => {
  test('signs the bytes it sends with the app secret', async () => {
    const { client, received } = await startWebhook(200);
    await client.deliver({ psid: '42', action: { kind: 'text', text: 'Où est mon colis ? 50 % 📦' } });
    const body = received[0]?.body ?? '';
    expect(received[0]?.headers['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`);
    expect(body).toContain(String.raw`O\u00f9 est mon colis ? 50 \u0025 \ud83d\udce6`);
  });

  test.each<{ action: CustomerAction; event: object }>([
    { action: { kind: 'text', text: 'Bonjour' }, event: { message: { mid: 'm_id1', text: 'Bonjour' } } },
    {
      action: { kind: 'quick_reply', title: 'Oui', payload: 'a.f.yes' },
      event: { message: { mid: 'm_id1', text: 'Oui', quick_reply: { payload: 'a.f.yes' } } },
    },
    {
      action: { kind: 'postback', title: 'Mon solde', payload: 's.balance' },
      event: { postback: { mid: 'm_id1', title: 'Mon solde', payload: 's.balance' } },
    },
    {
      action: { kind: 'get_started', title: 'Démarrer' },
      event: { postback: { mid: 'm_id1', title: 'Démarrer', payload: 'GET_STARTED' } },
    },
    {
      action: { kind: 'attachment', type: 'image', url: 'https://scontent.xx.fbcdn.net/a.jpg' },
      event: { message: { mid: 'm_id1', attachments: [{ type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/a.jpg' } }] } },
    },
  ])('makes the event that Messenger makes of $action.kind', async ({ action, event }) => {
    const { client, received } = await startWebhook(200);
    expect(await client.deliver({ psid: '42', action })).toEqual({ mid: 'm_id1', status: 200 });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      object: 'page',
      entry: [
        {
          id: '100',
          time: 1_700_000_000_000,
          messaging: [{ sender: { id: '42' }, recipient: { id: '100' }, timestamp: 1_700_000_000_000, ...event }],
        },
      ],
    });
  });

  test('delivers the same event twice when asked to, and tells the status it met', async () => {
    const { client, received } = await startWebhook(403);
    const mid = client.newMid();
    const delivery = { psid: '42', action: { kind: 'text', text: 'Bonjour' }, mid } as const;
    expect(await client.deliver(delivery)).toEqual({ mid, status: 403 });
    await client.deliver(delivery);
    expect(received[0]?.body).toBe(received[1]?.body);
  });

  test('tells the Page of what was sent in its name, under the id that the Send API answered', async () => {
    const { client, received } = await startWebhook(200);
    const message = { text: 'Votre reçu', metadata: 'send-1' };
    const body = { recipient: { id: '42' }, messaging_type: 'RESPONSE', message } as const;
    client.echo('42', { body, at: new Date(7), mid: 'm_9' });
    await until(async () => received.length === 1 || undefined);
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      object: 'page',
      entry: [
        {
          messaging: [{ sender: { id: '100' }, recipient: { id: '42' }, timestamp: 7, message: { mid: 'm_9', is_echo: true, ...message } }],
        },
      ],
    });
  });
});
