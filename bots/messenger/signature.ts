import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Exactly what Meta writes: one value, lower-case hex. Anything looser is something a forger may play with. */
const signatureForm = /^sha256=([0-9a-f]{64})$/;

/**
 * The app secrets as keys, made once: node prepares a plain secret anew for each signature. An empty one is left out: it would
 * make a key that everybody knows.
 */
export function signatureKeys(secrets: readonly string[]): readonly KeyObject[] {
  return secrets.filter((secret) => secret !== '').map((secret) => createSecretKey(secret, 'utf8'));
}

/**
 * Whether Meta signed these bytes: `X-Hub-Signature-256` holds their HMAC-SHA256 under one of the app secrets
 * (several while a secret is being rotated). The bytes must be those of the wire: Meta escapes more than JSON needs to.
 * @param header the header as node gives it; a repeated one arrives joined or as an array, and is refused.
 */
export function isSigned(rawBody: Buffer, header: string | string[] | undefined, keys: readonly KeyObject[]): boolean {
  const hex = typeof header === 'string' ? signatureForm.exec(header)?.[1] : undefined;
  if (hex === undefined) return false;
  const given = Buffer.from(hex, 'hex');
  let signed = false;
  for (const key of keys) {
    // Every key is tried, so that the time taken does not tell which one fits.
    if (timingSafeEqual(createHmac('sha256', key).update(rawBody).digest(), given)) signed = true;
  }
  return signed;
}
