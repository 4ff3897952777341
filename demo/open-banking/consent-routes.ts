import { z } from 'zod';
import { type Consent, type Consents, permissionNames } from '../consents.ts';
import type { Answer, Ask, Route } from '../http/answer.ts';
import { refuseOthers, type TokenCheck } from './access.ts';
import { obCodes, obError } from './ob-error.ts';

const dateTime = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** `OBReadConsent1`. */
const wishSchema = z.object({
  Data: z.object({
    Permissions: z.array(z.enum(permissionNames)).min(1),
    ExpirationDateTime: dateTime.optional(),
    TransactionFromDateTime: dateTime.optional(),
    TransactionToDateTime: dateTime.optional(),
  }),
  Risk: z.strictObject({}),
});

interface ConsentRouteDeps {
  readonly prefix: string;
  readonly baseUrl: string;
  readonly tokens: TokenCheck;
  readonly consents: Consents;
  /** Ends the tokens that were given out under a consent. */
  readonly endGrant: (grantId: string) => Promise<void>;
}

function consentBody(consent: Consent, baseUrl: string) {
  return {
    Data: {
      ConsentId: consent.id,
      CreationDateTime: consent.createdAt,
      Status: consent.status,
      StatusUpdateDateTime: consent.statusAt,
      Permissions: consent.permissions,
      ExpirationDateTime: consent.expiresAt,
      ...(consent.fromAt === undefined ? {} : { TransactionFromDateTime: consent.fromAt }),
      ...(consent.toAt === undefined ? {} : { TransactionToDateTime: consent.toAt }),
    },
    Risk: {},
    Links: { Self: `${baseUrl}/account-access-consents/${consent.id}` },
    Meta: { TotalPages: 1 },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function create({ consents, baseUrl }: ConsentRouteDeps, ask: Ask): Answer {
  const parsed = wishSchema.safeParse(parseJson(ask.body));
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return obError(400, { code: obCodes.invalidField, message: 'The request does not fit OBReadConsent1.', path: path || 'Data' });
  }
  const { Permissions, ExpirationDateTime, TransactionFromDateTime, TransactionToDateTime } = parsed.data.Data;
  const consent = consents.create({
    permissions: Permissions,
    ...(ExpirationDateTime === undefined ? {} : { expiresAt: ExpirationDateTime }),
    ...(TransactionFromDateTime === undefined ? {} : { fromAt: TransactionFromDateTime }),
    ...(TransactionToDateTime === undefined ? {} : { toAt: TransactionToDateTime }),
  });
  return { status: 201, body: consentBody(consent, baseUrl) };
}

const unknownConsent = obError(400, { code: obCodes.notFound, message: 'No such consent.', path: 'ConsentId' });

async function cancel({ consents, endGrant }: ConsentRouteDeps, consent: Consent): Promise<Answer> {
  consents.cancel(consent.id);
  if (consent.grantId !== undefined) await endGrant(consent.grantId);
  return { status: 204 };
}

/** `/account-access-consents`: creating, reading and deleting, with the client's own token. */
export function consentRoutes(deps: ConsentRouteDeps): readonly Route[] {
  const path = `${deps.prefix}/account-access-consents`;
  const guarded = (run: (ask: Ask) => Answer | Promise<Answer>) => async (ask: Ask) => (await refuseOthers(deps, ask)) ?? run(ask);
  const withConsent = (run: (consent: Consent) => Answer | Promise<Answer>) =>
    guarded((ask) => {
      const consent = deps.consents.find(ask.params['ConsentId'] ?? '');
      return consent ? run(consent) : unknownConsent;
    });
  return [
    { method: 'POST', path, handle: guarded((ask) => create(deps, ask)) },
    {
      method: 'GET',
      path: `${path}/:ConsentId`,
      handle: withConsent((consent) => ({ status: 200, body: consentBody(consent, deps.baseUrl) })),
    },
    { method: 'DELETE', path: `${path}/:ConsentId`, handle: withConsent((consent) => cancel(deps, consent)) },
  ];
}
