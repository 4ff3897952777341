import type { ConnectorErrorCode } from '../connector-error.ts';

/** How one system names its failures; undefined leaves it to the default. `body` is the parsed JSON of the answer, or undefined. */
export type CodeForStatus = (status: number, body: unknown) => ConnectorErrorCode | undefined;

const codes: Readonly<Record<number, ConnectorErrorCode>> = {
  401: 'consent_expired',
  403: 'forbidden_scope',
  404: 'not_found',
  408: 'bank_unavailable',
  429: 'rate_limited',
};

/** The code of an HTTP status that is not a success. A redirect is not followed: it is off the protocol. */
export function codeForStatus(status: number): ConnectorErrorCode {
  if (status >= 500) return 'bank_unavailable';
  if (status < 400) return 'protocol_violation';
  return codes[status] ?? 'bad_request';
}

/**
 * For systems that we enter with credentials of our own: being refused there is our fault,
 * and telling the customer to sign in again would not help.
 */
export function codeForOwnCredentials(status: number): ConnectorErrorCode | undefined {
  return status === 401 || status === 403 ? 'bad_request' : undefined;
}
