import { beforeEach, describe, expect, test } from '@jest/globals';
import { newConversationState } from '../../engine/state.ts';
import { newHold } from '../../handoff/hold.ts';
import type { Claim, Json, QuarantineNote } from '../../store/port.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { testOrigin, testTellLedger } from '../../test/support/disclosed.ts';
import type { Channel } from '../channel.ts';
import type { DeskWork } from '../desk/desk-work.ts';
import type { Inbound } from '../inbound.ts';
import { createAttempts, type TurnResult } from './attempts.ts';
import { TurnError } from './turn-error.ts';

const inbound: Inbound = {
  door: 'messenger',
  channelId: 'facebook',
  type: 'message',
  id: 'm1',
  from: { id: '42' },
  recipient: { id: '1' },
  conversation: { id: '1-42' },
  text: 'my secret words',
  hasAttachment: false,
  redacted: [],
};

const claimOf = (change: Partial<Claim> = {}): Claim => ({
  conversation: 'facebook:abc',
  fence: 1,
  eventId: 'm1',
  event: { ...inbound },
  state: undefined,
  unsent: [],
  attempt: 1,
  ...change,
});

const nobody: Channel = {
  toActivities: () => [],
  toReply: () => null,
  acknowledge: async () => undefined,
  deliver: async () => 'delivered',
};

const at = '2026-11-25T10:00:00.000Z';
const setAside: (QuarantineNote & { readonly replies: readonly Json[] })[] = [];
const sent: Json[] = [];
const logged: string[] = [];
const reports: string[] = [];
const counted: string[] = [];
const toldDesk: DeskWork[] = [];

beforeEach(() => {
  for (const list of [setAside, sent, logged, reports, counted, toldDesk]) list.length = 0;
});

interface Circumstances {
  readonly perform: () => Promise<'done' | 'stale' | 'halted'>;
  readonly deliver?: Channel['deliver'];
  readonly outcome?: 'committed' | 'stale';
  readonly quarantine?: () => Promise<'committed' | 'stale'>;
  /** Ids of events of this conversation that lie in the quarantine already. */
  readonly kept?: readonly string[];
}

function attempt(claim: Claim, { perform, quarantine, kept = [], ...rest }: Circumstances): Promise<TurnResult> {
  const note = (fields: object, message: string): void => void logged.push(JSON.stringify({ ...fields, message }));
  const deliver: Channel['deliver'] = async ({ replies }) => {
    sent.push(...replies);
    return 'delivered';
  };
  const run = createAttempts({
    perform,
    conversations: {
      markSent: async () => 'ok',
      renew: async () => 'ok',
      takeIn: async () => ({ outcome: 'duplicate' }),
      wasEchoed: async () => false,
      quarantine:
        quarantine ??
        (async (_claim, why, replies) => {
          setAside.push({ ...why, replies });
          return rest.outcome ?? 'committed';
        }),
    },
    quarantine: {
      list: async () =>
        kept.map((eventId) => ({ id: 'q', conversation: 'facebook:abc', eventId, at, attempts: 3, reason: 'turn', frames: [] })),
    },
    channelFor: () => ({ ...nobody, deliver: rest.deliver ?? deliver }),
    apology: () => ({ language: 'fr', replies: ['sorry'], origin: testOrigin }),
    tellLedger: testTellLedger,
    onQuarantined: (reason) => void counted.push(reason),
    onTurnEnd: ({ eventId, events }) => void reports.push([eventId, ...events].join(' ')),
    ticks: () => 0,
    tellDesk: async (work) => void toldDesk.push(work),
    now: () => new Date(at),
    log: { info: note, warn: note, error: note },
  });
  return run(claim);
}

const broken = (error: unknown) => async (): Promise<never> => {
  throw error;
};

const held = (reply: string) => ({ reply, discloses: {} });

describe('an event that breaks', () => {
  test.each([1, 2])('is tried again after try %d, and the customer hears nothing yet', async (number) => {
    const result = await attempt(claimOf({ attempt: number }), {
      perform: broken(new TurnError('turn', { cause: new RangeError('words') })),
    });
    expect([result, setAside, sent, reports]).toEqual(['failed', [], [], []]);
    expect(logged.join()).toContain('RangeError');
    expect(logged.join()).not.toContain('words');
  });

  test('is set aside at the third try, with what is needed to look into it, and the customer is told', async () => {
    const failure = new TurnError('turn', { cause: new RangeError('my secret words') });
    expect(await attempt(claimOf({ attempt: 3 }), { perform: broken(failure) })).toBe('done');
    expect(setAside).toEqual([
      {
        at,
        reason: 'turn',
        frames: expect.any(Array),
        replies: [held('sorry')],
        entries: [expect.objectContaining({ kind: 'said', bytes: 7 })],
      },
    ]);
    expect(setAside[0]?.frames[0]).toMatch(/^at .*attempts\.test\.ts/);
    expect(JSON.stringify([setAside, logged])).not.toContain('secret');
    expect([sent, counted, reports]).toEqual([['sorry'], ['turn'], ['m1 failed internal quarantined']]);
  });

  test('of the desk tells whoever waits for it that nothing was done, and who has the conversation', async () => {
    const desk = { kind: 'message', agent: { id: 'a', name: 'Alix' }, token: 2, text: 'x' } as const;
    const owner = { kind: 'queue', token: 7 };
    const claim = claimOf({ eventId: 'desk-1', event: { ...inbound, id: 'desk-1', type: 'desk', desk }, attempt: 3 });
    const state = JSON.parse(JSON.stringify({ ...newConversationState, hold: { ...newHold, owner } }));
    expect(await attempt({ ...claim, state }, { perform: broken(new TurnError('turn')) })).toBe('done');
    const outcome = { write: 'desk-1', result: { outcome: 'refused', why: 'broken', owner } };
    // In the outbox as well, so that a crash before it is told does not leave anybody waiting.
    expect([toldDesk, setAside[0]?.replies]).toEqual([[{ outcome }], [{ desk: { outcome } }]]);
    expect(sent).toEqual([]);
  });

  test('and has taken its worker along five times is set aside without another try', async () => {
    const perform = broken(new Error('it was tried'));
    expect(await attempt(claimOf({ attempt: 6 }), { perform })).toBe('done');
    expect([setAside[0]?.reason, setAside[0]?.frames, sent]).toEqual(['worker_died', [], ['sorry']]);
    expect(logged.join()).not.toContain('turn failed');
  });

  test('is not blamed for workers that died while its replies were being sent', async () => {
    const leftover = claimOf({ attempt: 10, unsent: ['an answer'] });
    expect(await attempt(leftover, { perform: async () => 'done' })).toBe('done');
    expect(setAside).toEqual([]);
  });

  test('and that nobody can read is set aside without an apology: nobody knows to whom', async () => {
    expect(await attempt(claimOf({ attempt: 3, event: { door: 'back' } }), { perform: broken(new TurnError('unreadable')) })).toBe('done');
    expect([setAside[0]?.reason, setAside[0]?.replies, sent]).toEqual(['unreadable', [], []]);
  });

  test('in sending what the same try has committed has used up one try of the sending', async () => {
    const result = await attempt(claimOf({ attempt: 3 }), { perform: broken(new TurnError('delivery')) });
    expect([result, setAside]).toEqual(['failed', []]);
  });

  test('in sending its replies gets an apology, and only one', async () => {
    const leftover = claimOf({ attempt: 3, unsent: ['an answer'] });
    const perform = broken(new TurnError('delivery'));
    await attempt(leftover, { perform });
    await attempt(leftover, { perform, kept: ['m1'] });
    expect(setAside.map(({ replies }) => replies)).toEqual([[held('sorry')], []]);
    expect(sent).toEqual(['sorry']);
  });

  test('whose apology cannot be sent either is tried again with it', async () => {
    const result = await attempt(claimOf({ attempt: 3 }), { perform: broken(new TurnError('turn')), deliver: broken(new Error('no way')) });
    expect([result, setAside.length, reports]).toEqual(['failed', 1, []]);
  });

  test('is nobody’s business any more where another worker has taken over', async () => {
    const result = await attempt(claimOf({ attempt: 3 }), { perform: broken(new TurnError('turn')), outcome: 'stale' });
    expect([result, sent, counted]).toEqual(['stale', [], []]);
  });
});

describe('a store that is away', () => {
  const away = broken(new StoreUnavailableError('away'));

  test.each([1, 3])('is no fault of the event: try %d is postponed', async (number) => {
    expect([await attempt(claimOf({ attempt: number }), { perform: away }), setAside]).toEqual(['postponed', []]);
  });

  test('cannot set an event aside: that is postponed, too', async () => {
    const result = await attempt(claimOf({ attempt: 3 }), { perform: broken(new TurnError('turn')), quarantine: away });
    expect([result, sent]).toEqual(['postponed', []]);
  });
});
