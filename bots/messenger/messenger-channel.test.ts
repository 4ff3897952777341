import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../store/port.ts';
import type { Channel } from '../channel.ts';
import type { Inbound } from '../inbound.ts';
import { createMessengerChannel } from './messenger-channel.ts';
import type { DeliveryHolder, DeliveryReport, OutboxEntry } from './messenger-sender.ts';

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

const conversation = 'facebook:1';

interface World {
  readonly channel: Channel;
  readonly holders: DeliveryHolder[];
  readonly logged: string[];
  readonly signs: string[];
}

function worldOf({ report = { outcome: 'done', lost: [], unconfirmed: [] }, resting = false, sent = [] }: Scene): World {
  const holders: DeliveryHolder[] = [];
  const logged: string[] = [];
  const signs: string[] = [];
  const channel = createMessengerChannel({
    sendApi: { senderAction: async (_psid, action) => void signs.push(action) },
    sender: {
      resting,
      async deliver(_psid, replies, holder) {
        sent.push(...replies);
        holders.push(holder);
        return report;
      },
    },
    newId: () => 'send-1',
    log: { warn: (_fields, message) => void logged.push(message) },
  });
  return { channel, holders, logged, signs };
}

interface Scene {
  readonly report?: DeliveryReport;
  readonly resting?: boolean;
  readonly sent?: OutboxEntry[];
}

function channelInto(sent: OutboxEntry[]): Channel {
  return worldOf({ sent }).channel;
}

const deliver = (channel: Channel, ...replies: readonly Json[]) =>
  channel.deliver({
    conversation,
    inbound,
    replies,
    onSent: async () => 'ok',
    wasEchoed: async () => false,
    renew: async () => 'ok',
  });
const reply = { body: { text: 'hello' }, metadata: 'send-1' };

describe('the Messenger channel', () => {
  test('delivers what it made in this turn, and what it finds in the outbox', async () => {
    const sent: OutboxEntry[] = [];
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
    const sent: OutboxEntry[] = [];
    await expect(deliver(channelInto(sent), reply, stored)).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  test('refuses to put into the outbox what could never be sent', () => {
    expect(() => channelInto([]).toReply({ channelData: { ...reply, body: { text: '' } } })).toThrow();
  });

  test('takes what it finds in the outbox for something that may have left', async () => {
    const { channel, holders } = worldOf({});
    const [activity = {}] = channel.toActivities([{ kind: 'text', text: 'hello' }]);
    await deliver(channel, channel.toReply(activity));
    await deliver(channel, reply, channel.toReply(activity));
    expect(holders.map(({ resumed }) => resumed)).toEqual([false, true]);
  });

  test('tells how many have left, and passes the questions of the sender on', async () => {
    const { channel, holders } = worldOf({});
    const told: unknown[] = [];
    await channel.deliver({
      conversation,
      inbound,
      replies: [reply],
      onSent: async (count) => (told.push(count), 'ok'),
      wasEchoed: async (sendId) => sendId === 'send-1',
      renew: async () => 'stale',
    });
    const [holder] = holders;
    expect([await holder?.onSent(0), await holder?.wasEchoed('send-1'), await holder?.wasEchoed('x'), await holder?.renew()]).toEqual([
      'ok',
      true,
      false,
      'stale',
    ]);
    expect(told).toEqual([1]);
  });

  const failure = { outcome: 'failed', action: 'wait', reason: 'throttled', scope: 'page', alarm: false } as const;
  test.each<{ readonly report: DeliveryReport; readonly result: string; readonly lines: readonly string[] }>([
    { report: { outcome: 'done', lost: [], unconfirmed: [] }, result: 'delivered', lines: [] },
    { report: { outcome: 'stale' }, result: 'stale', lines: [] },
    { report: { outcome: 'paused', next: 0, because: failure }, result: 'halted', lines: ['replies wait in the outbox'] },
    { report: { outcome: 'paused', next: 0, because: { ...failure, reason: 'page_stopped' } }, result: 'halted', lines: [] },
    {
      report: { outcome: 'done', lost: [failure], unconfirmed: [{ outcome: 'unknown', reason: 'timeout' }] },
      result: 'delivered',
      lines: ['a reply was refused', 'a reply has not been confirmed, and is not repeated'],
    },
  ])('says $result, and logs what somebody may look for', async ({ report, result, lines }) => {
    const { channel, logged } = worldOf({ report });
    expect([await deliver(channel, reply), logged]).toEqual([result, lines]);
  });

  test('gives no sign while the Page sends nothing', async () => {
    const [working, resting] = [worldOf({}), worldOf({ resting: true })];
    await working.channel.acknowledge(inbound, conversation);
    await resting.channel.acknowledge(inbound, conversation);
    expect([working.signs, resting.signs]).toEqual([['mark_seen', 'typing_on'], []]);
  });
});
