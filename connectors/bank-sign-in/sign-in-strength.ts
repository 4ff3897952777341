import type { PendingSignIn } from '../ports/bank-sign-in.ts';

/** What an ID token says of the sign-in behind it (OIDC Core §2). */
export interface StrengthClaims {
  /** `auth_time`, in seconds since 1970. */
  readonly authTime: unknown;
  readonly acr: unknown;
}

/** Two clocks differ, and the way back takes its time. */
const toleranceS = 30;

/**
 * Why a sign-in is not the one that was asked for; undefined where it is. openid-client could compare the time by itself, but would
 * then keep the tokens that have to be revoked. A time that is to come is as little worth as one that is past.
 */
export function weaknessOf(
  { authTime, acr }: StrengthClaims,
  asked: Pick<PendingSignIn, 'maxAgeS' | 'acr'>,
  now: Date,
): string | undefined {
  if (asked.acr !== undefined && acr !== asked.acr) return 'acr';
  if (asked.maxAgeS === undefined) return undefined;
  if (typeof authTime !== 'number') return 'no auth_time';
  const ageS = now.getTime() / 1000 - authTime;
  return ageS > asked.maxAgeS + toleranceS || ageS < -toleranceS ? 'auth_time' : undefined;
}

/** The instant of the sign-in, where the bank tells it. */
export function authTimeOf(authTime: unknown): { readonly authTime?: string } {
  const isInstant = typeof authTime === 'number' && authTime > 0 && authTime < 10_000_000_000;
  return isInstant ? { authTime: new Date(authTime * 1000).toISOString() } : {};
}
