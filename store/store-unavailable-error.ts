/** The store cannot answer now (no connection, disk full, read-only, still loading). Nothing was promised; the webhook answers 503. */
export class StoreUnavailableError extends Error {
  readonly code = 'store_unavailable';

  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.name = 'StoreUnavailableError';
  }
}
