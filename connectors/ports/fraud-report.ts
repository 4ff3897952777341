import type { Sealed } from '../../secrecy/sealed.ts';
import type { CustomerAccess } from './customer-access.ts';

/** A payment by the bank's own ids. */
export interface PaymentId {
  readonly accountId: string;
  readonly transactionId: string;
}

/** `reference`: the bank's number of the case, to be told to the customer. */
export type FraudReportResult = { readonly outcome: 'done'; readonly reference: string } | { readonly outcome: 'refused' };

/** Where a suspected fraud is reported. All methods throw ConnectorError. */
export interface FraudReporting {
  /**
   * Reports a suspicion, on one payment or in general. The same key opens one case, however often it is sent. `bank_unavailable` leaves
   * open whether it was carried out: then `reportByKey` has to be asked.
   */
  report(
    customer: CustomerAccess,
    suspicion: { readonly payment?: Sealed<'transaction', PaymentId> | undefined },
    idempotencyKey: string,
  ): Promise<FraudReportResult>;
  /** What came of the report with this key; undefined where the bank knows of none. */
  reportByKey(customer: CustomerAccess, idempotencyKey: string): Promise<FraudReportResult | undefined>;
}
