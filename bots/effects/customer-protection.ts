import type { CardControl } from '../../connectors/ports/card-control.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { CustomerProtection, Orderer, OrderOutcome } from '../../connectors/ports/customer-protection.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { Address } from '../inbound.ts';
import { type EffectAction, effectKey } from './effect.ts';
import type { EffectRunner } from './effect-runner.ts';

export interface CustomerProtectionDeps {
  readonly runner: EffectRunner;
  /** Undefined where the bank offers none. */
  readonly cards: Pick<CardControl, 'listCards'> | undefined;
  readonly now: () => Date;
}

/** For whom, in which turn. */
export interface ProtectedCustomer {
  readonly conversation: ConversationKey;
  readonly customer: CustomerAccess | undefined;
  /** Where a late outcome goes. */
  readonly address: Address;
  /** Told of each order whose outcome this turn tells the customer: nobody has to tell it later. */
  readonly onTold: (key: string) => void;
}

export type ProtectionFor = (whom: ProtectedCustomer) => CustomerProtection;

/** Makes the protection of the customer of one turn. */
export function createProtectionFor({ runner, cards, now }: CustomerProtectionDeps): ProtectionFor {
  return ({ conversation, customer, address, onTold }) => {
    async function order(action: EffectAction, { frame, dialog }: Orderer): Promise<OrderOutcome> {
      if (!customer) return { outcome: 'sign_in' };
      const key = effectKey(conversation, frame, action.kind);
      const intent = { action, link: customer.key, dialog, address, at: now().toISOString() };
      const result = await runner.run({ key, conversation, action, customer, intent });
      if (!result) return { outcome: 'pending' };
      onTold(key);
      return result.outcome === 'done' ? { outcome: 'done', reference: result.reference } : { outcome: result.outcome };
    }
    return {
      available: cards !== undefined,
      cards: async (query) => (cards && customer ? cards.listCards(customer, query) : []),
      freeze: (target, orderer) => order({ kind: 'freeze', target }, orderer),
      reportFraud: ({ payment }, orderer) => order({ kind: 'report_fraud', ...(payment === undefined ? {} : { payment }) }, orderer),
    };
  };
}
