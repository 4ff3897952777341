import { createHmac, hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** 192 bits, for the address of a link, the cookie of a browser, the name of an attempt or of a link. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** 128 bits, for the address of a page that needs a sign-in as well. */
export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

/** What of a secret may be kept. */
export function hashOf(...secrets: readonly string[]): string {
  return hash('sha256', secrets.join('|'), 'base64url');
}

/** Six digits, each as likely as any other. */
export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}

/** Six digits are soon tried out: the hash has a salt of its own, is kept encrypted, and lives for ten minutes and five tries. */
export function codeHash(code: string, salt: string): string {
  return createHmac('sha256', salt).update(code).digest('base64url');
}

/** Compares two hashes in a time that says nothing. */
export function sameHash(first: string, second: string): boolean {
  const [a, b] = [Buffer.from(first), Buffer.from(second)];
  return a.length === b.length && timingSafeEqual(a, b);
}
