import { ConnectorError } from '../../connectors/connector-error.ts';
import type { CardControl } from '../../connectors/ports/card-control.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { CustomerProtection, Orderer, OrderOutcome } from '../../connectors/ports/customer-protection.ts';
import type { ConversationKey } from '../../store/port.ts';
import { type Address, addressSchema } from '../inbound.ts';
import { type EffectAction, effectKey } from './effect.ts';
import { type EffectRunner, signInCodes } from './effect-runner.ts';

export interface CustomerProtectionDeps {
  readonly runner: EffectRunner;
  readonly cards: Pick<CardControl, 'listCards'>;
  readonly now: () => Date;
}

/** For whom, in which turn. */
export interface ProtectedCustomer {
  readonly conversation: ConversationKey;
  readonly customer: CustomerAccess | undefined;
  /** Where a late outcome goes; what else is in the event is left out. */
  readonly address: Address;
  /** Told of each order whose outcome this turn tells the customer: nobody has to tell it later. */
  readonly onTold: (key: string) => void;
}

export type ProtectionFor = (whom: ProtectedCustomer) => CustomerProtection;

type Listed = Awaited<ReturnType<CustomerProtection['cards']>>;

/** The list, or why there is none. */
async function listed(list: () => Promise<Listed>): Promise<Listed> {
  try {
    return await list();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return signInCodes.has(error.code) ? 'sign_in' : 'unreachable';
  }
}

/** Makes the protection of the customer of one turn. */
export function createProtectionFor({ runner, cards, now }: CustomerProtectionDeps): ProtectionFor {
  return ({ conversation, customer, address, onTold }) => {
    const lists = new Map<string, Promise<Listed>>();
    async function order(action: EffectAction, { frame, dialog }: Orderer): Promise<OrderOutcome> {
      if (!customer) return { outcome: 'sign_in' };
      const key = effectKey(conversation, frame, action.kind);
      const intent = { action, link: customer.key, dialog, address: addressSchema.parse(address), at: now().toISOString() };
      const result = await runner.run({ key, conversation, action, customer, intent });
      if (!result) return { outcome: 'pending' };
      onTold(key);
      return result.outcome === 'done' ? { outcome: 'done', reference: result.reference } : { outcome: result.outcome };
    }
    return {
      available: true,
      /** Each list is asked for once a turn. */
      cards(query) {
        const asked = JSON.stringify(query ?? {});
        const list = lists.get(asked) ?? listed(async () => (customer ? cards.listCards(customer, query) : 'sign_in'));
        lists.set(asked, list);
        return list;
      },
      freeze: (target, orderer) => order({ kind: 'freeze', target }, orderer),
      reportFraud: ({ payment }, orderer) => order({ kind: 'report_fraud', ...(payment === undefined ? {} : { payment }) }, orderer),
    };
  };
}

/** For a bank that offers none of it: whoever gives an order all the same is refused. */
export const noProtection: CustomerProtection = {
  available: false,
  cards: async () => [],
  freeze: async () => ({ outcome: 'refused' }),
  reportFraud: async () => ({ outcome: 'refused' }),
};
