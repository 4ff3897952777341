import type { ConnectorErrorCode } from '../connector-error.ts';
import { lookUp } from '../look-up.ts';
import { errorResponseSchema } from './schemas.ts';

/** Error codes that say more than the status: v3 names and the v4 codes that replace them. */
const codes: Readonly<Record<string, ConnectorErrorCode>> = {
  'UK.OBIE.Reauthenticate': 'sca_required',
  U028: 'sca_required',
  'UK.OBIE.Resource.InvalidConsentStatus': 'consent_expired',
  U009: 'consent_expired',
  'UK.OBIE.Resource.ConsentMismatch': 'consent_expired',
  U008: 'consent_expired',
  'UK.OBIE.Resource.NotFound': 'not_found',
  U011: 'not_found',
};

/** Reads `OBErrorResponse1` (Read/Write API profile, "Errors"). */
export function codeForObError(status: number, body: unknown): ConnectorErrorCode | undefined {
  // An optional resource that a bank does not serve is answered so; it is no outage.
  if (status === 405 || status === 501) return 'not_found';
  if (status < 400 || status >= 500 || status === 429) return undefined;
  const parsed = errorResponseSchema.safeParse(body);
  if (!parsed.success) return undefined;
  return parsed.data.Errors.map((error) => lookUp(codes, error.ErrorCode)).find((code) => code !== undefined);
}
