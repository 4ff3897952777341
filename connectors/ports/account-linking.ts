/** Linking as a dialog sees it: bound to the conversation it runs in. */
export interface AccountLinking {
  isLinked(): Promise<boolean>;
  /** Makes a one-time address at which the customer signs in at the bank; 10 minutes, one use. An earlier one dies. */
  begin(): Promise<{ readonly url: string }>;
  /**
   * Checks the six digits that the page showed. `linked` activates the link; `wrong` leaves tries; after five wrong codes `locked`
   * and everything has to begin anew; `expired` when there is nothing to confirm (too late, or the sign-in was never finished).
   */
  confirm(code: string): Promise<'linked' | 'wrong' | 'locked' | 'expired'>;
  /** Revokes tokens and consent at the bank and forgets the link. False when there was none. */
  unlink(): Promise<boolean>;
}
