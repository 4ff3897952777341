import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConnectorError } from '../../connectors/connector-error.ts';
import type { OrderOutcome } from '../../connectors/ports/customer-protection.ts';
import type { Store } from '../../store/port.ts';
import { describeOnEachStore } from '../../test/support/each-store.ts';
import { createFakeCardServices, type FakeCardServices } from '../../test/support/fake-card-services.ts';
import { until } from '../../test/support/until.ts';
import { createBankOrders } from './bank-orders.ts';
import { createProtectionFor, type ProtectedCustomer } from './customer-protection.ts';
import { createEffectRunner, type EffectRunner } from './effect-runner.ts';
import { createReconciler, type LateOutcome, type Reconciler } from './reconciler.ts';

const conversation = 'messenger:a';
const account = { id: '42' };
const address = { door: 'messenger', channelId: 'facebook', from: account, recipient: account, conversation: account } as const;
const orderer = { frame: 'frame-1', dialog: 'freeze_card' };
const startedAt = new Date('2026-11-17T12:00:00Z');
const customer = { key: 'link-1', accessToken: async () => 'token' };

/** What a process is thought to die of. */
class Crash extends Error {}

describeOnEachStore('effects', (open) => {
  let store: Store;
  let dispose: () => Promise<void>;
  let bank: FakeCardServices;
  let told: string[];
  let late: LateOutcome[];
  let now: Date;

  beforeEach(async () => {
    ({ store, dispose } = await open());
    bank = createFakeCardServices();
    [told, late, now] = [[], [], startedAt];
  });
  afterEach(() => dispose());

  /** One process: what it has in memory is gone with it, the store and the bank are not. */
  function processOf(effects: Store['effects'] = store.effects): EffectRunner {
    const orders = createBankOrders({ services: bank, paymentId: async () => undefined });
    return createEffectRunner({ effects, orders, checkAfterMs: 1 });
  }
  function protectionOf(runner: EffectRunner, whom: Partial<ProtectedCustomer> = {}) {
    const protectionFor = createProtectionFor({ runner, cards: bank, now: () => now });
    return protectionFor({ conversation, customer, address, onTold: (key) => told.push(key), ...whom });
  }
  const freeze = (runner: EffectRunner = processOf()): Promise<OrderOutcome> => protectionOf(runner).freeze({ which: 'all' }, orderer);

  function reconcilerOf({ full = false, access = customer, againAfterMs = 1 } = {}): Reconciler {
    const tellOnce = async (outcome: LateOutcome) => {
      if (full) return 'full';
      const answer = late.some(({ key }) => key === outcome.key) ? 'duplicate' : 'accepted';
      if (answer === 'accepted') late.push(outcome);
      return answer;
    };
    const log = { info: () => undefined, error: () => undefined };
    const times = { everyMs: 1, longestPauseMs: 4, againAfterMs, giveUpAfterMs: 3_600_000 };
    const accessFor = async () => access;
    return createReconciler({ effects: store.effects, runner: processOf(), accessFor, tell: tellOnce, now: () => now, log, times });
  }
  /** Rounds until something was due: the time of a store of its own cannot be set. */
  const settledLate = (reconciler: Reconciler): Promise<number> =>
    until(async () => {
      const { settled, open: left } = await reconciler.runDue();
      return settled + left > 0 ? settled : undefined;
    });
  const nothingIsDue = async (): Promise<void> => expect(await store.effects.claimDue(1)).toBeUndefined();

  describe('an order', () => {
    test('is carried out once, and its outcome is told', async () => {
      expect(await freeze()).toEqual({ outcome: 'done' });
      expect(bank.carriedOut).toEqual(told);
      expect(told).toHaveLength(1);
      await nothingIsDue();
    });

    test('that comes again is answered from memory, in another process too', async () => {
      await freeze();
      const calls = bank.calls.length;
      expect(await freeze()).toEqual({ outcome: 'done' });
      expect(bank.calls).toHaveLength(calls);
      expect(bank.carriedOut).toHaveLength(1);
    });

    test('of another frame, another kind or another conversation is another one', async () => {
      const runner = processOf();
      await freeze(runner);
      await protectionOf(runner).freeze({ which: 'all' }, { ...orderer, frame: 'frame-2' });
      await protectionOf(runner).reportFraud({}, orderer);
      await protectionOf(runner, { conversation: 'messenger:b' }).freeze({ which: 'all' }, orderer);
      expect(new Set(bank.carriedOut).size).toBe(4);
    });

    test('a report comes with the reference of the case', async () => {
      expect(await protectionOf(processOf()).reportFraud({}, orderer)).toEqual({
        outcome: 'done',
        reference: expect.stringMatching(/^FR-/),
      });
    });

    test('that the bank refuses is refused for good', async () => {
      const other = protectionOf(processOf()).freeze({ which: 'card', ref: 'not-there' }, orderer);
      expect(await other).toEqual({ outcome: 'refused' });
      await nothingIsDue();
    });

    test('without the customer’s consent asks for a sign-in and is not tried again', async () => {
      bank.trouble = 'consent_expired';
      expect(await freeze()).toEqual({ outcome: 'sign_in' });
      await nothingIsDue();
    });

    test('of nobody is not begun', async () => {
      expect(await protectionOf(processOf(), { customer: undefined }).freeze({ which: 'all' }, orderer)).toEqual({ outcome: 'sign_in' });
      expect(bank.calls).toEqual([]);
    });
  });

  describe('two processes at the same moment', () => {
    test('carry it out once', async () => {
      const outcomes = await Promise.all([freeze(processOf()), freeze(processOf()), freeze(processOf())]);
      expect(outcomes).toEqual([{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }]);
      expect(bank.carriedOut).toHaveLength(1);
    });
  });

  describe('a crash', () => {
    test('before the bank was asked: the next process carries it out', async () => {
      const orders = { carryOut: () => Promise.reject(new Crash()), outcomeOf: () => Promise.reject(new Crash()) };
      await expect(freeze(createEffectRunner({ effects: store.effects, orders, checkAfterMs: 1 }))).rejects.toThrow(Crash);
      expect(await freeze()).toEqual({ outcome: 'done' });
      expect(bank.carriedOut).toHaveLength(1);
    });

    test('after the bank did it, before the outcome was written: the next process asks and does not repeat', async () => {
      const dying = { ...store.effects, settle: () => Promise.reject(new Crash()) };
      await expect(freeze(processOf(dying))).rejects.toThrow(Crash);
      expect(bank.carriedOut).toHaveLength(1);
      expect(await freeze()).toEqual({ outcome: 'done' });
      expect(bank.carriedOut).toHaveLength(1);
      expect(bank.calls.filter((call) => call.startsWith('freeze'))).toHaveLength(1);
    });

    test('and nobody comes back: the reconciler finds it done and tells the customer', async () => {
      const dying = { ...store.effects, settle: () => Promise.reject(new Crash()) };
      await expect(freeze(processOf(dying))).rejects.toThrow(Crash);
      expect(await settledLate(reconcilerOf())).toBe(1);
      expect(late).toEqual([expect.objectContaining({ conversation, result: { outcome: 'done' } })]);
      expect(bank.calls.filter((call) => call.startsWith('freeze'))).toHaveLength(1);
    });

    test('of the reconciler between telling and writing tells once', async () => {
      bank.trouble = 'answers_lost';
      await freeze();
      bank.trouble = undefined;
      const settle = store.effects.settle;
      let dies = true;
      const effects = {
        ...store.effects,
        settle: async (...given: Parameters<typeof settle>) => {
          if (dies) throw new Crash();
          return settle(...given);
        },
      };
      const whole = store;
      store = { ...whole, effects };
      const reconciler = reconcilerOf();
      await expect(until(async () => ((await reconciler.runDue()).settled > 0 ? true : undefined))).rejects.toThrow(Crash);
      dies = false;
      expect(await settledLate(reconcilerOf())).toBe(1);
      store = whole;
      expect(late).toHaveLength(1);
      await nothingIsDue();
    });
  });

  describe('an outcome that nobody knows', () => {
    test('is pending; the bank is asked later, and the customer told', async () => {
      bank.trouble = 'answers_lost';
      expect(await freeze()).toEqual({ outcome: 'pending' });
      expect(told).toEqual([]);
      bank.trouble = undefined;
      expect(await settledLate(reconcilerOf())).toBe(1);
      expect(late[0]).toMatchObject({ intent: { dialog: 'freeze_card', address, link: 'link-1' }, result: { outcome: 'done' } });
      expect(bank.carriedOut).toHaveLength(1);
      await nothingIsDue();
    });

    test.each(['unreachable', 'busy'] as const)('because the bank was %s: it is carried out later with the same key', async (trouble) => {
      bank.trouble = trouble;
      expect(await freeze()).toEqual({ outcome: 'pending' });
      expect(await settledLate(reconcilerOf())).toBe(0);
      bank.trouble = undefined;
      expect(await settledLate(reconcilerOf())).toBe(1);
      expect(bank.carriedOut).toEqual(late.map(({ key }) => key));
      expect(bank.carriedOut).toHaveLength(1);
    });

    test('stays open where the bank refuses to tell: that is no refusal of the order', async () => {
      bank.trouble = 'answers_lost';
      await freeze();
      bank.trouble = undefined;
      const freezeByKey = () => Promise.reject(new ConnectorError('forbidden_scope', { system: 'fake-bank', operation: 'operation' }));
      const orders = createBankOrders({ services: { ...bank, freezeByKey }, paymentId: async () => undefined });
      expect(await freeze(createEffectRunner({ effects: store.effects, orders, checkAfterMs: 1 }))).toEqual({ outcome: 'pending' });
      expect(await settledLate(reconcilerOf())).toBe(1);
      expect(late[0]?.result).toEqual({ outcome: 'done' });
    });

    test('is settled by one of two reconcilers', async () => {
      bank.trouble = 'unreachable';
      await freeze();
      bank.trouble = undefined;
      const [one, other] = [reconcilerOf({ againAfterMs: 60_000 }), reconcilerOf({ againAfterMs: 60_000 })];
      const count = await until(async () => {
        const rounds = await Promise.all([one.runDue(), other.runDue()]);
        const settled = rounds.reduce((sum, round) => sum + round.settled, 0);
        return settled > 0 ? settled : undefined;
      });
      expect([count, late.length, bank.carriedOut.length]).toEqual([1, 1, 1]);
    });

    test('waits while the customer’s inbox is full', async () => {
      bank.trouble = 'unreachable';
      await freeze();
      bank.trouble = undefined;
      expect(await settledLate(reconcilerOf({ full: true }))).toBe(0);
      expect(await settledLate(reconcilerOf())).toBe(1);
      expect(bank.carriedOut).toHaveLength(1);
    });

    test('is not asked for in the name of another customer who was linked since', async () => {
      bank.trouble = 'unreachable';
      await freeze();
      bank.trouble = undefined;
      expect(await settledLate(reconcilerOf({ access: { ...customer, key: 'link-2' } }))).toBe(1);
      expect(late[0]?.result).toEqual({ outcome: 'sign_in' });
      expect(bank.carriedOut).toEqual([]);
    });

    test('is given up, and said so, when it has been open for too long', async () => {
      bank.trouble = 'unreachable';
      await freeze();
      now = new Date(startedAt.getTime() + 3_600_001);
      expect(await settledLate(reconcilerOf())).toBe(1);
      expect(late[0]?.result).toEqual({ outcome: 'sign_in' });
    });
  });

  test('the reconciler works by itself from its start to its stop', async () => {
    bank.trouble = 'unreachable';
    await freeze();
    const reconciler = reconcilerOf();
    reconciler.start();
    await until(async () => (bank.calls.length > 2 ? true : undefined));
    bank.trouble = undefined;
    await until(async () => late[0]);
    await reconciler.stop();
    expect(bank.carriedOut).toHaveLength(1);
  });
});
