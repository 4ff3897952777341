import type { CardQuery, CardTarget, CardView } from './card-control.ts';

/** Who gives an order: it is carried out once for each frame. Where its outcome comes late, `dialog` tells it. */
export interface Orderer {
  readonly frame: string;
  readonly dialog: string;
}

/**
 * `sign_in`: the bank no longer takes the customer's word from here, so that nothing was done, or nobody can tell.
 * `pending`: recorded; it will be done, or is done already, and the customer will be told by itself.
 */
export type OrderOutcome =
  | { readonly outcome: 'done'; readonly reference?: string | undefined }
  | { readonly outcome: 'refused' | 'sign_in' | 'pending' };

/** What a dialog can do to protect the customer it talks to: in the safe direction only, each order once, whatever crashes or comes twice. */
export interface CustomerProtection {
  /** False where the bank offers none of it: then its telephone is all there is. */
  readonly available: boolean;
  /**
   * The cards that fit, or all where none does; or why they cannot be listed. An order can be given all the same where the bank is only
   * `unreachable`, or the cards are `sealed` in this chat.
   */
  cards(query?: CardQuery): Promise<readonly CardView[] | 'unreachable' | 'sign_in' | 'sealed'>;
  freeze(target: CardTarget, orderer: Orderer): Promise<OrderOutcome>;
  /** @param payment handle of a `TransactionView`. The outcome carries the bank's `reference`. */
  reportFraud(suspicion: { readonly payment?: string | undefined }, orderer: Orderer): Promise<OrderOutcome>;
}
