import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createHttpClient, type HttpRequest, type HttpTuning } from '../http/http-client.ts';
import { codeForObError } from './code-for-ob-error.ts';
import { consentResponseSchema } from './schemas.ts';

export type ConsentState = 'awaiting_authorisation' | 'authorised' | 'rejected' | 'cancelled' | 'expired';

/** A customer's permission to read, as the bank keeps it. */
export interface AccountAccessConsent {
  readonly consentId: string;
  readonly state: ConsentState;
  /** ISO 8601 instant; absent when it does not end by itself. */
  readonly expiresAt?: string;
}

/** `/account-access-consents`: made before the customer signs in, deleted when the link ends. All methods throw ConnectorError. */
export interface AccountAccessConsents {
  create(): Promise<AccountAccessConsent>;
  get(consentId: string): Promise<AccountAccessConsent>;
  /** Deleting what is already gone is no failure. */
  delete(consentId: string): Promise<void>;
}

export interface AccountAccessConsentsOptions extends HttpTuning {
  /** Same address as the account information service. */
  readonly baseUrl: string;
  /** Our own token (client credentials, scope `accounts`); `bank-sign-in/create-client-token.ts` makes one. */
  readonly clientToken: () => Promise<string>;
  readonly now: () => Date;
  /** After how many days the consent ends by itself; 180 by default (SCA-RTS art. 10a). */
  readonly days?: number;
  readonly newId?: () => string;
}

/** What Guichet reads and nothing more: no payees, direct debits, standing orders, statements or whole card numbers. */
const permissions = [
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadTransactionsBasic',
  'ReadTransactionsDetail',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
] as const;

const states: Readonly<Record<z.infer<typeof consentResponseSchema>['Data']['Status'], ConsentState>> = {
  AWAU: 'awaiting_authorisation',
  AwaitingAuthorisation: 'awaiting_authorisation',
  AUTH: 'authorised',
  Authorised: 'authorised',
  RJCT: 'rejected',
  Rejected: 'rejected',
  CANC: 'cancelled',
  Revoked: 'cancelled',
  EXPD: 'expired',
};

function toConsent({ Data }: z.infer<typeof consentResponseSchema>): AccountAccessConsent {
  const expiresAt = Data.ExpirationDateTime;
  return { consentId: Data.ConsentId, state: states[Data.Status], ...(expiresAt === undefined ? {} : { expiresAt }) };
}

const dayMs = 86_400_000;

/** UK Open Banking account access consents, v4.0 and v3.1.11. */
export function createAccountAccessConsents(options: AccountAccessConsentsOptions): AccountAccessConsents & { close(): Promise<void> } {
  const { now, days = 180, newId = randomUUID } = options;
  // A refusal here is of our own token, not of the customer's consent.
  const codeFor = (status: number, body: unknown) => (status === 401 || status === 403 ? 'bad_request' : codeForObError(status, body));
  const http = createHttpClient({ ...options, system: 'uk-open-banking', sink: 'bank', codeFor });

  async function send<Value>(request: HttpRequest<Value>): Promise<Value> {
    const headers = { authorization: `Bearer ${await options.clientToken()}`, 'x-fapi-interaction-id': newId() };
    return http.request({ ...request, headers });
  }
  const resource = 'account-access-consents';
  return {
    async create() {
      const ends = new Date(now().getTime() + days * dayMs).toISOString();
      const json = { Data: { Permissions: permissions, ExpirationDateTime: ends }, Risk: {} };
      const request = {
        operation: 'consent_create',
        method: 'POST',
        path: [resource],
        body: { json },
        schema: consentResponseSchema,
      } as const;
      return toConsent(await send(request));
    },
    async get(consentId) {
      const request = { operation: 'consent_get', method: 'GET', path: [resource, consentId], schema: consentResponseSchema } as const;
      return toConsent(await send(request));
    },
    async delete(consentId) {
      const path = [resource, consentId];
      // Sending it twice deletes once: the second answer is "not found".
      const request = { operation: 'consent_delete', method: 'DELETE', path, schema: z.undefined(), idempotent: true } as const;
      await send(request).catch(ignoreMissing);
    },
    close: () => http.close(),
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && (error.code === 'not_found' || error.code === 'consent_expired'))) throw error;
}
