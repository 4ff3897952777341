import { AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { ConnectorError, type ConnectorErrorCode } from '../connector-error.ts';
import { codeForStatus } from '../http/code-for-status.ts';
import { lookUp } from '../look-up.ts';

interface Finding {
  readonly code: ConnectorErrorCode;
  readonly reason: string;
  readonly status?: number;
}

/** What the authorization endpoint may answer instead of a code (RFC 6749 §4.1.2.1, OIDC Core §3.1.2.6). */
const authorizationErrors: Readonly<Record<string, ConnectorErrorCode>> = {
  access_denied: 'consent_expired',
  login_required: 'consent_expired',
  consent_required: 'consent_expired',
  interaction_required: 'consent_expired',
  server_error: 'bank_unavailable',
  temporarily_unavailable: 'bank_unavailable',
};

/** Names of failures that are known in advance; anything else could be text from outside. */
function knownName(error: string): string {
  return /^[a-z_]{3,40}$/.test(error) ? error : 'other';
}

function ofTokenEndpoint(error: ResponseBodyError, refused: ConnectorErrorCode): Finding {
  const { status } = error;
  const reason = knownName(error.error);
  if (error.error === 'invalid_grant') return { code: refused, reason, status };
  // 401 and 403 are of our own credentials here.
  return { code: status === 429 || status >= 500 ? codeForStatus(status) : 'bad_request', reason, status };
}

function ofClient(error: ClientError): Finding {
  const reason = error.code ?? 'client error';
  if (error.cause instanceof Response) return { code: codeForStatus(error.cause.status), reason, status: error.cause.status };
  if (reason === 'OAUTH_TIMEOUT' || reason === 'OAUTH_ABORT') return { code: 'bank_unavailable', reason };
  // A nonce, issuer or audience of another sign-in.
  if (reason === 'OAUTH_JWT_CLAIM_COMPARISON_FAILED') return { code: 'bad_request', reason };
  return { code: 'protocol_violation', reason };
}

function find(error: unknown, refused: ConnectorErrorCode): Finding {
  if (error instanceof AuthorizationResponseError) {
    return { code: lookUp(authorizationErrors, error.error) ?? 'bad_request', reason: knownName(error.error) };
  }
  if (error instanceof ResponseBodyError) return ofTokenEndpoint(error, refused);
  if (error instanceof WWWAuthenticateChallengeError) return { code: 'bad_request', reason: 'challenge', status: error.status };
  if (error instanceof ClientError) return ofClient(error);
  return { code: 'protocol_violation', reason: error instanceof Error ? error.name : 'unknown' };
}

/**
 * Turns what openid-client throws into a ConnectorError. The original is not kept as the cause:
 * it carries answers, tokens and the address the browser came back with.
 * @param refused what a grant that is no longer good means here.
 */
export function toSignInError(error: unknown, operation: string, refused: ConnectorErrorCode): ConnectorError {
  if (error instanceof ConnectorError) return error;
  // openid-client wraps what its transport throws.
  if (error instanceof Error && error.cause instanceof ConnectorError) return error.cause;
  const { code, reason, status } = find(error, refused);
  return new ConnectorError(code, {
    system: 'bank-sign-in',
    operation,
    ...(status === undefined ? {} : { status }),
    cause: new Error(reason),
  });
}
