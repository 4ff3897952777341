export const connectorErrorCodes = [
  'consent_expired',
  'sca_required',
  'rate_limited',
  'not_found',
  'forbidden_scope',
  'bank_unavailable',
  'bad_request',
  'protocol_violation',
] as const;
export type ConnectorErrorCode = (typeof connectorErrorCodes)[number];

interface ConnectorErrorDetails {
  /** The system that failed: `uk-open-banking`, `sumup`, `paypal`, `la-poste`, `card-services`, `bank-sign-in`. */
  readonly system: string;
  readonly operation: string;
  readonly status?: number;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Systems of shops and carriers: where one of them fails, the bank itself may well be answering. */
const partners: ReadonlySet<string> = new Set(['sumup', 'paypal', 'la-poste']);

/** The one way in which a connector fails. The message is for developers: it holds no body, no token and no figure. */
export class ConnectorError extends Error {
  readonly code: ConnectorErrorCode;
  readonly system: string;
  readonly operation: string;
  /** Whose system it is, for the sentence the customer gets. */
  readonly party: 'bank' | 'partner';
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ConnectorErrorCode, details: ConnectorErrorDetails) {
    super(`${details.system} ${details.operation}: ${code}${details.status === undefined ? '' : ` (${details.status})`}`, {
      cause: details.cause,
    });
    this.name = 'ConnectorError';
    this.code = code;
    this.system = details.system;
    this.operation = details.operation;
    this.party = partners.has(details.system) ? 'partner' : 'bank';
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}
