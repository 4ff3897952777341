/**
 * The right to read one customer's data, minted from a live link and from nothing else.
 * Every connector call takes one; ids that come from the chat are looked up inside it only.
 */
export interface CustomerAccess {
  /** Stable, opaque key of the link; safe to log. */
  readonly key: string;
  /** When the customer last signed in at the bank, ISO 8601 instant; sent to banks that ask for it. */
  readonly signedInAt?: string | undefined;
  /** The customer's own address, where the customer is at one of our pages; absent in a chat. */
  readonly ipAddress?: string | undefined;
  /**
   * A bearer token for the bank's API, renewed when it is about to expire.
   * @throws ConnectorError `consent_expired` when the bank no longer renews it.
   */
  accessToken(): Promise<string>;
}
