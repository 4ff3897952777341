import { z } from 'zod';
import type { Overlay } from './overlay.ts';

/** Permissions of UK Open Banking v4.0 (`OBReadConsent1`). */
export const permissionNames = [
  'ReadAccountsBasic',
  'ReadAccountsDetail',
  'ReadBalances',
  'ReadBeneficiariesBasic',
  'ReadBeneficiariesDetail',
  'ReadDirectDebits',
  'ReadOffers',
  'ReadPAN',
  'ReadParty',
  'ReadPartyPSU',
  'ReadProducts',
  'ReadScheduledPaymentsBasic',
  'ReadScheduledPaymentsDetail',
  'ReadStandingOrdersBasic',
  'ReadStandingOrdersDetail',
  'ReadStatementsBasic',
  'ReadStatementsDetail',
  'ReadTransactionsBasic',
  'ReadTransactionsCredits',
  'ReadTransactionsDebits',
  'ReadTransactionsDetail',
] as const;
export type Permission = (typeof permissionNames)[number];

const consentSchema = z.object({
  id: z.string(),
  status: z.enum(['AWAU', 'RJCT', 'AUTH', 'EXPD', 'CANC']),
  permissions: z.array(z.enum(permissionNames)).readonly(),
  createdAt: z.string(),
  statusAt: z.string(),
  expiresAt: z.string(),
  fromAt: z.string().optional(),
  toAt: z.string().optional(),
  customerId: z.string().optional(),
  grantId: z.string().optional(),
});

/** An account-access consent; instants ISO 8601, status codes of v4.0. */
export type Consent = Readonly<z.infer<typeof consentSchema>>;

/** What a client asks for when it creates a consent. */
export interface ConsentWish {
  readonly permissions: readonly Permission[];
  readonly expiresAt?: string;
  readonly fromAt?: string;
  readonly toAt?: string;
}

/** The consents of the demo bank. */
export interface Consents {
  create(wish: ConsentWish): Consent;
  find(id: string): Consent | undefined;
  /** The consent behind a token. */
  ofGrant(grantId: string): Consent | undefined;
  authorise(id: string, by: { readonly customerId: string; readonly grantId: string }): Consent | undefined;
  reject(id: string): void;
  cancel(id: string): void;
}

interface ConsentDeps {
  readonly overlay: Overlay;
  readonly now: () => Date;
  readonly newId: () => string;
}

const kind = 'AccountAccessConsent';
/** The longest access that the European rules allow without a new sign-in. */
const longestDays = 180;

/** The consents kept in the overlay. An authorised one ends by itself when its time is over. */
export function createConsents({ overlay, now, newId }: ConsentDeps): Consents {
  const read = (payload: string | undefined): Consent | undefined => {
    if (payload === undefined) return undefined;
    const consent = consentSchema.parse(JSON.parse(payload));
    const isOver = consent.status === 'AUTH' && now().toISOString() >= consent.expiresAt;
    return isOver ? { ...consent, status: 'EXPD', statusAt: consent.expiresAt } : consent;
  };
  const save = (consent: Consent): Consent => {
    const grant = consent.grantId === undefined ? {} : { grantId: consent.grantId };
    overlay.put({ kind, id: consent.id, payload: JSON.stringify(consent), ...grant });
    return consent;
  };
  const find = (id: string): Consent | undefined => read(overlay.get(kind, id));
  const move = (id: string, from: readonly Consent['status'][], change: Partial<Consent>): Consent | undefined => {
    const consent = find(id);
    if (!consent || !from.includes(consent.status)) return undefined;
    return save({ ...consent, ...change, statusAt: now().toISOString() });
  };
  return {
    create: ({ permissions, expiresAt, fromAt, toAt }) => {
      const at = now().toISOString();
      const latest = new Date(now().getTime() + longestDays * 86_400_000).toISOString();
      const span = { ...(fromAt === undefined ? {} : { fromAt }), ...(toAt === undefined ? {} : { toAt }) };
      const ends = expiresAt !== undefined && expiresAt < latest ? expiresAt : latest;
      return save({ id: `aac-${newId()}`, status: 'AWAU', permissions, createdAt: at, statusAt: at, expiresAt: ends, ...span });
    },
    find,
    ofGrant: (grantId) => read(overlay.findBy(kind, 'grant_id', grantId)),
    authorise: (id, by) => move(id, ['AWAU'], { ...by, status: 'AUTH' }),
    reject: (id) => {
      move(id, ['AWAU'], { status: 'RJCT' });
    },
    cancel: (id) => {
      move(id, ['AWAU', 'AUTH', 'EXPD'], { status: 'CANC' });
    },
  };
}
