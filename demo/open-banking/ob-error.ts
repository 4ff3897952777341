import type { Answer } from '../http/answer.ts';

/** Codes of `OBExternalStatusReason1Code` that the demo bank uses. */
export const obCodes = {
  unexpected: 'U000',
  invalidField: 'U002',
  invalidDate: 'U003',
  missingField: 'U004',
  invalidConsentStatus: 'U009',
  notFound: 'U011',
} as const;

interface ObErrorOptions {
  readonly code?: (typeof obCodes)[keyof typeof obCodes];
  readonly message: string;
  /** Field at fault, `Data.Permissions`. */
  readonly path?: string;
}

/** An `OBErrorResponse1` (UK Open Banking v4.0). */
export function obError(status: number, { code = obCodes.unexpected, message, path }: ObErrorOptions): Answer {
  const error = { ErrorCode: code, Message: message, ...(path === undefined ? {} : { Path: path }) };
  return { status, body: { Code: String(status), Message: message, Errors: [error] } };
}
