import { ConnectorError } from '../../connectors/connector-error.ts';
import type { BankSignIn, BankTokens } from '../../connectors/ports/bank-sign-in.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { KeptTokens, LinkRecords } from './link-records.ts';

/** Gives the access token of a link, renewed when it is about to end. */
export type AccessTokens = (epoch: string) => Promise<string>;

export interface AccessTokenParts {
  readonly records: LinkRecords['tokens'];
  /** Whose tokens they are. */
  readonly owner: ConversationKey;
  readonly signIn: BankSignIn;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<unknown>;
  readonly revoke: (epoch: string, tokens: BankTokens) => Promise<void>;
  /** The bank no longer renews: the link is over. */
  readonly onEnded: (epoch: string) => Promise<void>;
}

/** A token with less time than this is renewed. */
const renewBelowMs = 60_000;
/** A token with more time than this is good enough while somebody else renews it. */
const usableAboveMs = 5_000;
/** After this, whoever was renewing is taken for dead. Longer than the bank is ever waited for. */
const renewalMs = 30_000;
const pollMs = 50;

/** Reads the tokens at each use: once a customer has unlinked, no process uses them any more. */
export function createAccessTokens(parts: AccessTokenParts): AccessTokens {
  const { records, owner, now, wait } = parts;
  return async (epoch) => {
    for (;;) {
      const record = await records.get(epoch);
      if (record === undefined) throw linkEnded();
      const { value, version } = record;
      const leftMs = Date.parse(value.tokens.expiresAt) - now().getTime();
      if (leftMs >= renewBelowMs) return value.tokens.accessToken;
      if (value.tokens.refreshToken === undefined) return withoutRenewal(parts, { epoch, value, leftMs });
      const renewing = Date.parse(value.renewingUntil ?? '') > now().getTime();
      if (renewing && leftMs > usableAboveMs) return value.tokens.accessToken;
      if (renewing) {
        await wait(pollMs);
        continue;
      }
      const renewingUntil = new Date(now().getTime() + renewalMs).toISOString();
      // Of several processes one gets to write this, and it alone uses the refresh token.
      const mine = await records.put(epoch, { ...value, renewingUntil }, { ifVersion: version, owner });
      if (mine) return renew(parts, { epoch, value, leftMs, version: version + 1 });
    }
  };
}

interface Expiring {
  readonly epoch: string;
  readonly value: KeptTokens;
  readonly leftMs: number;
}

async function withoutRenewal({ onEnded }: AccessTokenParts, { epoch, value, leftMs }: Expiring): Promise<string> {
  if (leftMs > 0) return value.tokens.accessToken;
  await onEnded(epoch);
  throw linkEnded();
}

async function renew(parts: AccessTokenParts, expiring: Expiring & { readonly version: number }): Promise<string> {
  const { records, owner, signIn, revoke } = parts;
  const { epoch, value, version } = expiring;
  let tokens: BankTokens;
  try {
    tokens = await signIn.refresh(value.tokens);
  } catch (error) {
    return afterRefusal(parts, { ...expiring, error });
  }
  if (await records.put(epoch, { tokens }, { ifVersion: version, owner })) return tokens.accessToken;
  // Unlinked while the bank was being asked.
  await revoke(epoch, tokens);
  throw linkEnded();
}

interface Refusal extends Expiring {
  readonly version: number;
  readonly error: unknown;
}

async function afterRefusal({ records, owner, onEnded }: AccessTokenParts, refusal: Refusal): Promise<string> {
  const { epoch, value, leftMs, version, error } = refusal;
  if (error instanceof ConnectorError && error.code === 'consent_expired') {
    await onEnded(epoch);
    throw error;
  }
  // The next one may try at once.
  await records.put(epoch, { tokens: value.tokens }, { ifVersion: version, owner });
  if (leftMs > 0) return value.tokens.accessToken;
  throw error;
}

function linkEnded(): ConnectorError {
  return new ConnectorError('consent_expired', { system: 'linking', operation: 'access token' });
}
