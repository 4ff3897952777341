import { createHmac, createPrivateKey, createPublicKey, createSecretKey, hash, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';

/** Signs the chain. */
export interface LedgerSigner {
  /** Names the key: the beginning of the SHA-256 of its public half. */
  readonly keyId: string;
  /** The public half as PEM, for whoever verifies. */
  readonly publicKey: string;
  /** Ed25519 over the text, base64url. */
  sign(text: string): string;
  /** HMAC-SHA-256 of a body that left, base64url: proves to somebody who has the body that it is the one. */
  macOf(body: string): string;
}

/** What PKCS #8 puts before the 32 bytes of an Ed25519 key (RFC 8410, §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The keys of the ledger, both made of one secret.
 * @param secret 32 random bytes
 */
export function createLedgerSigner(secret: Buffer): LedgerSigner {
  if (secret.length !== 32) throw new RangeError('the key of the ledger must have 32 bytes');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, secret]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  // As a key object: handed over as bytes, it would be made into one again for each body, which costs more than the mac.
  const macKey = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'guichet ledger body', 32)));
  return {
    keyId: keyIdOf(createPublicKey(key)),
    publicKey,
    sign: (text) => sign(undefined, Buffer.from(text), key).toString('base64url'),
    macOf: (body) => createHmac('sha256', macKey).update(body).digest('base64url'),
  };
}

function keyIdOf(key: KeyObject): string {
  return hash('sha256', key.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16);
}

/** Checks signatures by the public keys that are trusted. */
export interface LedgerVerifier {
  /** False as well where the key is not one of those. */
  verify(signed: { readonly keyId: string; readonly text: string; readonly signature: string }): boolean;
}

/** @param publicKeys PEM; several after a change of the key. */
export function createLedgerVerifier(publicKeys: readonly string[]): LedgerVerifier {
  const keys = new Map(
    publicKeys.map((pem) => {
      const key = createPublicKey(pem);
      return [keyIdOf(key), key];
    }),
  );
  return {
    verify({ keyId, text, signature }) {
      const key = keys.get(keyId);
      return key !== undefined && verify(undefined, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
    },
  };
}
