import { ConnectorError, type ConnectorErrorCode } from '../../connectors/connector-error.ts';
import type { ConversationKey, EffectStore } from '../../store/port.ts';
import type { BankOrder, BankOrders } from './bank-orders.ts';
import { type EffectIntent, type EffectResult, effectResultSchema } from './effect.ts';

export interface EffectRunnerDeps {
  readonly effects: EffectStore;
  readonly orders: BankOrders;
  /** After how long an order without an outcome is looked into: longer than a turn may wait for the bank. */
  readonly checkAfterMs: number;
}

export interface EffectOrder extends BankOrder {
  readonly conversation: ConversationKey;
  readonly intent: EffectIntent;
}

/** Carries orders out once each, whatever crashes, times out or comes twice. */
export interface EffectRunner {
  /**
   * Records the intent, carries it out and records the outcome; undefined where nobody can tell yet: it stays recorded. An order that
   * was begun before is asked for at the bank, and its known outcome is the answer.
   */
  run(order: EffectOrder): Promise<EffectResult | undefined>;
  /** Asks the bank what came of an order that was begun, and carries it out where the bank has never heard of it. Records nothing. */
  resume(order: BankOrder): Promise<EffectResult | undefined>;
}

/** The customer's word is no longer taken: trying again changes nothing before the next sign-in. */
export const signInCodes: ReadonlySet<ConnectorErrorCode> = new Set(['consent_expired', 'sca_required']);
/** The bank has understood, and will not. All other failures leave open whether it was done. */
const refusedCodes: ReadonlySet<ConnectorErrorCode> = new Set(['bad_request', 'not_found', 'forbidden_scope']);

const neverBegun = 'never_begun';

/** What the answer says, or the failure; undefined where that leaves it open. */
async function settledOrUnknown<Answer>(
  ask: () => Promise<Answer>,
  refusing: ReadonlySet<ConnectorErrorCode>,
): Promise<Answer | EffectResult | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (signInCodes.has(error.code)) return { outcome: 'sign_in' };
    return refusing.has(error.code) ? { outcome: 'refused' } : undefined;
  }
}

/** Runs orders by the store’s record of what was begun: it decides whether the bank is sent an order or asked about one. */
export function createEffectRunner({ effects, orders, checkAfterMs }: EffectRunnerDeps): EffectRunner {
  const carryOut = (order: BankOrder): Promise<EffectResult | undefined> => settledOrUnknown(() => orders.carryOut(order), refusedCodes);
  const resume = async (order: BankOrder): Promise<EffectResult | undefined> => {
    // A bank that refuses the question has not refused the order: it may have been carried out.
    const before = await settledOrUnknown(async () => (await orders.outcomeOf(order)) ?? neverBegun, new Set());
    return before === neverBegun ? carryOut(order) : before;
  };
  return {
    resume,
    async run(order) {
      const { key, conversation, intent } = order;
      const intended = await effects.intend({ key, conversation, intent }, checkAfterMs);
      const before = intended.outcome === 'known' ? intended.effect.result : undefined;
      if (before !== undefined) return effectResultSchema.parse(before);
      const result = intended.outcome === 'new' ? await carryOut(order) : await resume(order);
      if (result) await effects.settle({ key, conversation }, result);
      return result;
    },
  };
}
