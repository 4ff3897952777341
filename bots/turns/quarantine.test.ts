import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { newConversationState } from '../../engine/state.ts';
import type { Json, Store } from '../../store/port.ts';
import { disclosed, recheckNothing, testOrigin, testTellLedger } from '../../test/support/disclosed.ts';
import { describeOnEachStore } from '../../test/support/each-store.ts';
import { until } from '../../test/support/until.ts';
import type { Channel } from '../channel.ts';
import { GuichetBot } from '../guichet-bot.ts';
import type { Inbound } from '../inbound.ts';
import { OutboxAdapter } from '../outbox-adapter.ts';
import { createAttempts } from './attempts.ts';
import { createCallLog } from './call-log.ts';
import { createPerformTurn } from './perform-turn.ts';
import { createTurnWorker, type TurnWorker } from './turn-worker.ts';

const inboundOf = (id: string, text: string): Json => {
  const account = { id: '42' };
  const inbound = {
    door: 'messenger',
    channelId: 'facebook',
    type: 'message',
    id,
    from: account,
    recipient: account,
    conversation: account,
    text,
    hasAttachment: false,
    redacted: [],
  } satisfies Inbound;
  return inbound;
};

describeOnEachStore('a conversation with an event that breaks', (open) => {
  let store: Store;
  let dispose: () => Promise<void>;
  let worker: TurnWorker;
  const sent: Json[] = [];
  const tries: string[] = [];

  /** `broken` throws in its turn, `unsendable` in the channel. */
  const channel: Channel = {
    toActivities: (messages) => messages.map((message) => ({ type: 'message', text: message.kind === 'text' ? message.text : '' })),
    toReply: ({ text = '' }) => text,
    acknowledge: async () => undefined,
    async deliver({ replies }) {
      if (replies.includes('unsendable')) throw new TypeError('cannot be sent');
      sent.push(...replies);
      return 'delivered';
    },
  };

  function startWorker(): TurnWorker {
    const { conversations, quarantine } = store;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const channelFor = () => channel;
    const shared = { tellLedger: testTellLedger, conversations, channelFor, log, onTurnEnd: () => undefined, ticks: () => 0 };
    const bot = new GuichetBot({
      channelFor,
      async answer({ input }) {
        const text = input.kind === 'text' ? input.text : '';
        tries.push(text);
        if (text === 'broken') throw new RangeError('no such thing');
        const trace = { dialog: null, slots: {}, events: [], language: 'fr', score: 1, source: 'plain' } as const;
        return { state: newConversationState, messages: [disclosed({ kind: 'text', text })], trace };
      },
    });
    const started = createTurnWorker({
      conversations,
      perform: createAttempts({
        ...shared,
        perform: createPerformTurn({ ...shared, recheck: recheckNothing, adapter: new OutboxAdapter(), bot, callLog: createCallLog() }),
        quarantine,
        apology: () => ({ language: 'fr', replies: ['sorry'], origin: testOrigin }),
        onQuarantined: () => undefined,
        now: () => new Date('2026-11-25T10:00:00Z'),
      }),
      leaseMs: 5_000,
      sweepMs: 20,
      log,
    });
    started.start();
    return started;
  }

  beforeEach(async () => {
    sent.length = 0;
    tries.length = 0;
    ({ store, dispose } = await open());
    worker = startWorker();
  });
  afterEach(async () => {
    await worker.drain();
    await dispose();
  });

  async function say(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await worker.accept({ conversation: 'facebook:abc', eventId: text, event: inboundOf(text, text) });
  }

  test('tries it three times, tells the customer, keeps it, and goes on with the next one', async () => {
    await say('broken', 'next');
    await until(async () => sent.includes('next') || undefined);
    expect([sent, tries]).toEqual([
      ['sorry', 'next'],
      ['broken', 'broken', 'broken', 'next'],
    ]);
    const [kept, ...others] = await store.quarantine.list();
    expect([kept, others]).toEqual([expect.objectContaining({ eventId: 'broken', attempts: 3, reason: 'turn' }), []]);
    expect(kept?.frames[0]).toMatch(/quarantine\.test\.ts/);
  });

  test('computes it once where only its replies cannot be sent, and keeps those', async () => {
    await say('unsendable', 'next');
    await until(async () => sent.includes('next') || undefined);
    expect([sent, tries]).toEqual([
      ['sorry', 'next'],
      ['unsendable', 'next'],
    ]);
    const [kept] = await store.quarantine.list();
    expect(await store.quarantine.show(kept?.id ?? '')).toMatchObject({ reason: 'delivery', unsent: [{ reply: 'unsendable' }] });
  });

  test('goes on where nobody can read the event', async () => {
    await worker.accept({ conversation: 'facebook:abc', eventId: 'odd', event: { door: 'back' } });
    await say('next');
    await until(async () => sent.includes('next') || undefined);
    expect([sent, (await store.quarantine.list())[0]?.reason]).toEqual([['next'], 'unreadable']);
  });

  test('tries it anew when an operator gives it back', async () => {
    await say('broken');
    const [kept] = await until(async () => ((await store.quarantine.list()).length > 0 ? store.quarantine.list() : undefined));
    expect(await store.quarantine.retry(kept?.id ?? '')).toBe(true);
    await until(async () => (tries.length >= 6 && (await store.quarantine.list()).length > 0 ? true : undefined));
    expect(tries).toEqual(Array.from({ length: 6 }, () => 'broken'));
  });
});
