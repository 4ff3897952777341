import type { CardControl } from '../../connectors/ports/card-control.ts';
import type { CustomerAccess } from '../../connectors/ports/customer-access.ts';
import type { FraudReporting, PaymentId } from '../../connectors/ports/fraud-report.ts';
import type { Sealed } from '../../secrecy/sealed.ts';
import type { EffectAction, EffectResult } from './effect.ts';

export interface BankOrderDeps {
  readonly services: CardControl & FraudReporting;
  /** The bank's own ids of a payment, by the handle that the customer was shown. */
  paymentId(customer: CustomerAccess, ref: string): Promise<Sealed<'transaction', PaymentId> | undefined>;
}

/** An order, and for whom. `key` goes to the bank. */
export interface BankOrder {
  readonly key: string;
  readonly action: EffectAction;
  readonly customer: CustomerAccess;
}

/** Carries orders out at the bank, and asks what came of them. All methods throw ConnectorError. */
export interface BankOrders {
  carryOut(order: BankOrder): Promise<EffectResult>;
  /** Undefined where the bank knows of no such order. */
  outcomeOf(order: BankOrder): Promise<EffectResult | undefined>;
}

/** Translates orders into calls of the bank’s card services. */
export function createBankOrders({ services, paymentId }: BankOrderDeps): BankOrders {
  return {
    async carryOut({ key, action, customer }) {
      if (action.kind === 'freeze') return services.freeze(customer, action.target, key);
      // A payment that is no longer found is reported as a suspicion in general: better than not at all.
      const payment = action.payment === undefined ? undefined : await paymentId(customer, action.payment);
      return services.report(customer, { payment }, key);
    },
    outcomeOf: ({ key, action, customer }) =>
      action.kind === 'freeze' ? services.freezeByKey(customer, key) : services.reportByKey(customer, key),
  };
}
