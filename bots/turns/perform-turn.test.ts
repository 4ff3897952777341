import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newConversationState } from '../../engine/state.ts';
import { envelopeUnder } from '../../store/envelope.ts';
import { type Claim, defaultStoreTimes, type Store } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { disclosed, recheckNothing, testTellLedger } from '../../test/support/disclosed.ts';
import { until } from '../../test/support/until.ts';
import type { Channel, Delivery } from '../channel.ts';
import { GuichetBot } from '../guichet-bot.ts';
import type { Inbound } from '../inbound.ts';
import { OutboxAdapter } from '../outbox-adapter.ts';
import type { Answer } from './answer.ts';
import { createCallLog } from './call-log.ts';
import { createPerformTurn, type PerformDeps } from './perform-turn.ts';

const inbound: Inbound = {
  door: 'messenger',
  channelId: 'facebook',
  type: 'message',
  id: 'm1',
  from: { id: '42' },
  recipient: { id: '1' },
  conversation: { id: '1-42' },
  text: 'hello',
  hasAttachment: false,
  redacted: [],
};

/** What reached the customer, in order. */
const happened: string[] = [];
/** Which turns were reported as over. */
const reports: string[] = [];
let dataDir: string;
let store: Store;

beforeEach(async () => {
  happened.length = 0;
  reports.length = 0;
  dataDir = await mkdtemp(join(tmpdir(), 'guichet-turn-'));
  const times = { ...defaultStoreTimes, leaseMs: 200 };
  store = createSqliteStore({ file: join(dataDir, 'guichet.db'), envelopeFor: envelopeUnder([Buffer.alloc(32, 7)]), times });
});

afterEach(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Sends `replies`, noting each; `crashAfter` so many, the process is gone. */
function channelThat(change: Partial<Channel> & { readonly crashAfter?: number } = {}): Channel {
  return {
    toActivities: (messages) => messages.map((message) => ({ type: 'message', text: message.kind === 'text' ? message.text : '' })),
    toReply: ({ text = '' }) => text,
    acknowledge: async () => void happened.push('sign'),
    async deliver({ replies, onSent }: Delivery) {
      for (const [index, reply] of replies.entries()) {
        happened.push(JSON.stringify(reply).slice(1, -1));
        if (index + 1 === change.crashAfter) throw new Error('the process is gone');
        await onSent(index + 1);
      }
      return 'delivered';
    },
    ...change,
  };
}

interface World {
  readonly perform: (claim: Claim) => Promise<'done' | 'stale' | 'halted'>;
  /** Lets the time pass after which an answer counts as late. */
  becomeLate(): void;
  isCommitted(): boolean;
}

function worldOf({
  channel = channelThat(),
  answer,
  timing = { signAfterMs: 150 },
}: {
  readonly channel?: Channel;
  readonly answer: Answer;
  readonly timing?: Pick<PerformDeps, 'signAfterMs' | 'computeMs' | 'isBehind'>;
}): World {
  let late: (() => void) | undefined;
  let committed = false;
  const perform = createPerformTurn({
    ...timing,
    conversations: {
      ...store.conversations,
      async commit(claim, result) {
        const outcome = await store.conversations.commit(claim, result);
        committed = true;
        return outcome;
      },
    },
    adapter: new OutboxAdapter(),
    bot: new GuichetBot({ answer, channelFor: () => channel }),
    channelFor: () => channel,
    callLog: createCallLog(),
    tellLedger: testTellLedger,
    recheck: recheckNothing,
    log: { info: () => undefined },
    onTurnEnd: ({ eventId, events }) => void reports.push([eventId, ...events].join(' ')),
    ticks: () => 0,
    after(_ms, run) {
      late = run;
      return () => {
        late = undefined;
      };
    },
  });
  return { perform, becomeLate: () => late?.(), isCommitted: () => committed };
}

const trace = { dialog: 'test', slots: {}, events: [], language: 'en', score: 1, source: 'plain' } as const;

function saying(...texts: readonly string[]): Answer {
  return async () => ({ state: newConversationState, messages: texts.map((text) => disclosed({ kind: 'text', text })), trace });
}

async function claimed(): Promise<Claim> {
  const taken = await store.conversations.takeIn({ conversation: 'c', eventId: 'm1', event: inbound });
  if (taken.outcome !== 'claimed') throw new Error(taken.outcome);
  return taken.claim;
}

describe('a customer who waits', () => {
  test('is told at once that the message was seen, before the answer', async () => {
    const { perform } = worldOf({ answer: saying('hello'), timing: {} });
    expect(await perform(await claimed())).toBe('done');
    expect(happened).toEqual(['sign', 'hello']);
  });

  test('gets the answer alone while the process is behind', async () => {
    const { perform } = worldOf({ answer: saying('hello'), timing: { isBehind: () => true } });
    expect(await perform(await claimed())).toBe('done');
    expect(happened).toEqual(['hello']);
  });

  test('gets a quick answer without a sign before it, where signs are for slow answers only', async () => {
    const { perform, becomeLate } = worldOf({ answer: saying('hello') });
    expect(await perform(await claimed())).toBe('done');
    becomeLate();
    expect(happened).toEqual(['hello']);
  });

  test('gets a sign while a slow answer is being worked on', async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { perform, becomeLate } = worldOf({
      async answer(question) {
        happened.push('asked');
        await gate;
        return saying('hello')(question);
      },
    });
    const done = perform(await claimed());
    await until(async () => happened.includes('asked') || undefined);
    becomeLate();
    expect(happened).toEqual(['asked', 'sign']);
    open();
    expect(await done).toBe('done');
    expect(happened).toEqual(['asked', 'sign', 'hello']);
  });

  test('never gets the sign after the answer', async () => {
    const { promise: shown, resolve: show } = Promise.withResolvers<void>();
    const channel = channelThat({
      async acknowledge() {
        await shown;
        happened.push('sign');
      },
    });
    const world = worldOf({
      channel,
      async answer(question) {
        world.becomeLate();
        return saying('hello')(question);
      },
    });
    const done = world.perform(await claimed());
    await until(async () => world.isCommitted() || undefined);
    show();
    await done;
    expect(happened).toEqual(['sign', 'hello']);
  });
});

describe('a crash while the replies are leaving', () => {
  test.each([
    { crashAfter: 1, again: ['r1', 'r2', 'r3'] },
    { crashAfter: 2, again: ['r2', 'r3'] },
    { crashAfter: 3, again: ['r3'] },
  ])('in the middle of reply $crashAfter repeats that one and loses none', async ({ crashAfter, again }) => {
    const dying = worldOf({ channel: channelThat({ crashAfter }), answer: saying('r1', 'r2', 'r3') });
    await expect(dying.perform(await claimed())).rejects.toMatchObject({ code: 'delivery', cause: { message: 'the process is gone' } });
    expect(reports).toEqual([]);
    happened.length = 0;
    const heir = worldOf({ answer: saying('not asked again') });
    expect(await heir.perform(await until(() => store.conversations.claimOrphan()))).toBe('done');
    expect(happened).toEqual(again);
    expect(reports).toEqual(['m1 resumed']);
  });

  test('does not happen to a turn that was finished', async () => {
    const { perform } = worldOf({ answer: saying('r1', 'r2') });
    const claim = await claimed();
    await perform(claim);
    expect(await store.conversations.finish(claim)).toBeUndefined();
    expect(await store.conversations.claimOrphan()).toBeUndefined();
    expect(happened).toEqual(['r1', 'r2']);
  });
});

describe('a turn that breaks', () => {
  const answerThat = (run: () => never): Answer => {
    return async () => run();
  };

  test('tells what broke, and commits nothing', async () => {
    const world = worldOf({
      answer: answerThat(() => {
        throw new RangeError('no such thing');
      }),
    });
    await expect(world.perform(await claimed())).rejects.toMatchObject({ code: 'turn', cause: { message: 'no such thing' } });
    expect([world.isCommitted(), reports]).toEqual([false, []]);
  });

  test('passes on that the store is away: that is not the event’s fault', async () => {
    const world = worldOf({
      answer: answerThat(() => {
        throw new StoreUnavailableError('away');
      }),
    });
    await expect(world.perform(await claimed())).rejects.toBeInstanceOf(StoreUnavailableError);
  });

  test('counts as broken when it does not come to an end', async () => {
    const world = worldOf({ answer: () => Promise.withResolvers<never>().promise, timing: { computeMs: 20 } });
    await expect(world.perform(await claimed())).rejects.toMatchObject({ code: 'timed_out' });
  });

  test('whose stored form nobody can read is told apart', async () => {
    const world = worldOf({ answer: saying('hello') });
    await expect(world.perform({ ...(await claimed()), event: { door: 'back' } })).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('is not reported while its replies wait for a channel that is stopped', async () => {
    const world = worldOf({ channel: channelThat({ deliver: async () => 'halted' }), answer: saying('hello') });
    expect([await world.perform(await claimed()), reports]).toEqual(['halted', []]);
  });
});

describe('a customer who was forgotten in the turn', () => {
  const entry = { kind: 'erased', at: '2026-11-30T10:00:00.000Z', conversation: 'c', by: 'chat', receipt: 'BCDF-GHJK-LMNP' } as const;

  function forgetting(settle: () => Promise<void>): Answer {
    const messages = [disclosed({ kind: 'text', text: 'erased' })];
    return async () => ({ state: newConversationState, messages, trace, erased: { entry, settle } });
  }

  test('is answered; the ledger is told in the commit, and what is left goes after it', async () => {
    const world = worldOf({
      answer: forgetting(async () => void happened.push(`settled ${world.isCommitted() ? 'after' : 'before'} the commit`)),
    });
    expect(await world.perform(await claimed())).toBe('done');
    expect(happened).toEqual(['settled after the commit', 'erased']);
    expect((await store.ledger.waiting()).flatMap(({ entries }) => entries)).toContainEqual(entry);
    expect(await store.conversations.readState('c')).toBeUndefined();
  });

  test('is answered as well where the rest has to wait for the sweep', async () => {
    const { perform } = worldOf({ answer: forgetting(() => Promise.reject(new StoreUnavailableError('away'))) });
    expect(await perform(await claimed())).toBe('done');
    expect(happened).toEqual(['erased']);
  });
});
