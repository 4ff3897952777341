import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../store/port.ts';
import type { Channel } from '../channel.ts';
import type { Inbound } from '../inbound.ts';
import { createMessengerChannel } from './messenger-channel.ts';
import type { OutboxReply } from './outbox-reply.ts';

const inbound: Inbound = {
  door: 'messenger',
  channelId: 'facebook',
  type: 'message',
  id: 'm1',
  from: { id: '42' },
  recipient: { id: '1' },
  conversation: { id: '1-42' },
  hasAttachment: false,
  redacted: [],
};

function channelInto(sent: OutboxReply[]): Channel {
  return createMessengerChannel({
    sendApi: { senderAction: async () => undefined },
    sender: {
      async deliver(_psid, replies) {
        sent.push(...replies);
        return { outcome: 'done', lost: [] };
      },
    },
    newId: () => 'send-1',
    log: { warn: () => undefined },
  });
}

const deliver = (channel: Channel, ...replies: readonly Json[]) =>
  channel.deliver({ inbound, replies, onSent: async () => 'ok', wasEchoed: async () => false, renew: async () => 'ok' });
const reply = { body: { text: 'hello' }, metadata: 'send-1' };

describe('the Messenger channel', () => {
  test('delivers what it made in this turn, and what it finds in the outbox', async () => {
    const sent: OutboxReply[] = [];
    const channel = channelInto(sent);
    const [activity = {}] = channel.toActivities([{ kind: 'text', text: 'hello' }]);
    expect(await deliver(channel, channel.toReply(activity), JSON.parse(JSON.stringify(reply)))).toBe('delivered');
    expect(sent).toEqual([reply, reply]);
  });

  test.each([
    ['no reply', 'hello'],
    ['a body that Meta does not know', { ...reply, body: { html: 'hello' } }],
    ['a text that is too long', { ...reply, body: { text: 'x'.repeat(2_001) } }],
    ['a part too many', { ...reply, recipient: { id: '43' } }],
  ])('sends nothing of an outbox that holds %s', async (_name, stored) => {
    const sent: OutboxReply[] = [];
    await expect(deliver(channelInto(sent), reply, stored)).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  test('refuses to put into the outbox what could never be sent', () => {
    expect(() => channelInto([]).toReply({ channelData: { ...reply, body: { text: '' } } })).toThrow();
  });
});
