import { createHmac } from 'node:crypto';
import { isSameSecret } from '../http/is-same-secret.ts';

/** Access tokens that need not be stored: their end, signed. */
export interface PayPalTokens {
  issue(): { readonly token: string; readonly expiresInS: number };
  isValid(token: string): boolean;
}

const lifeS = 32_400;

export function createPayPalTokens({ secret, now }: { readonly secret: string; readonly now: () => Date }): PayPalTokens {
  const sign = (end: string): string => createHmac('sha256', secret).update(end).digest('base64url');
  const nowS = (): number => Math.floor(now().getTime() / 1000);
  return {
    issue: () => {
      const end = String(nowS() + lifeS);
      return { token: `A21AA-${end}-${sign(end)}`, expiresInS: lifeS };
    },
    isValid: (token) => {
      const [, end, signature] = /^A21AA-(\d{1,12})-(.+)$/.exec(token) ?? [];
      return end !== undefined && isSameSecret(signature, sign(end)) && Number(end) > nowS();
    },
  };
}
