/** A request was not let out; nothing has left, not even a connection was made. */
export class EgressError extends Error {
  readonly code: 'egress_refused';

  /** @param message says which sink, and never more of the address than its host. */
  constructor(message: string) {
    super(message);
    this.name = 'EgressError';
    this.code = 'egress_refused';
  }
}
