import type { Consent, Consents, Permission } from '../consents.ts';
import type { Customer } from '../data/customer.ts';
import type { History } from '../data/history.ts';
import type { Faults } from '../faults.ts';
import { type Answer, type Ask, bearerOf } from '../http/answer.ts';
import { obCodes, obError } from './ob-error.ts';

/** Who may have sent a token. */
export interface TokenCheck {
  /** The grant behind a customer's access token. */
  grantOf(token: string): Promise<string | undefined>;
  /** Whether the token is a client's own (client credentials, scope `accounts`). */
  isClientToken(token: string): Promise<boolean>;
}

export interface AccessDeps {
  readonly tokens: TokenCheck;
  readonly consents: Consents;
  readonly history: History;
  readonly faults: Faults;
}

/** A request that may read: the customer, and what the customer agreed to. */
export interface Access {
  readonly consent: Consent;
  readonly customer: Customer;
}

const unauthorised = (message: string): Answer => ({
  ...obError(401, { message }),
  headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
});

/** The customer's access behind a request, or the refusal to answer with. */
export async function findAccess(deps: AccessDeps, ask: Ask): Promise<Access | Answer> {
  const token = bearerOf(ask);
  const grantId = token === undefined ? undefined : await deps.tokens.grantOf(token);
  const consent = grantId === undefined ? undefined : deps.consents.ofGrant(grantId);
  const customer = consent?.customerId === undefined ? undefined : deps.history.customer(consent.customerId);
  if (!consent || !customer) return unauthorised('The access token is missing, unknown or has ended.');
  if (consent.status !== 'AUTH' || deps.faults.isConsentExpired(customer.id)) {
    return obError(403, { code: obCodes.invalidConsentStatus, message: 'The consent is no longer authorised.' });
  }
  return { consent, customer };
}

/** Whether one of the permissions was given; a refusal otherwise. */
export function missingPermission({ consent }: Access, anyOf: readonly Permission[]): Answer | undefined {
  if (anyOf.some((permission) => consent.permissions.includes(permission))) return undefined;
  return obError(403, { message: `The consent does not hold the permission ${anyOf.join(' or ')}.` });
}

/** A refusal unless the request carries the client's own token. */
export async function refuseOthers({ tokens }: Pick<AccessDeps, 'tokens'>, ask: Ask): Promise<Answer | undefined> {
  const token = bearerOf(ask);
  if (token !== undefined && (await tokens.isClientToken(token))) return undefined;
  if (token !== undefined && (await tokens.grantOf(token)) !== undefined) {
    return obError(403, { message: 'Consents are managed with the client’s own token.' });
  }
  return unauthorised('The client token is missing, unknown or has ended.');
}
