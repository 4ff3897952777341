import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { isSigned } from './signature.ts';

/** A `signed_request` that Meta has signed. Whom it names is checked and not kept: nobody could be found by it. */
export interface SignedRequest {
  /** The 32 bytes of the signature: the same request has the same. */
  readonly signature: Buffer;
}

/** `<signature>.<payload>`, both base64url without padding; 43 characters are 32 bytes. */
const form = /^([\w-]{43})\.([\w-]{1,8192})$/;

const payloadSchema = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  user_id: z.string().min(1).max(64),
  /** Seconds since 1970. */
  issued_at: z.number().exactOptional(),
  /** Seconds since 1970; 0 where it never ends. */
  expires: z.number().exactOptional(),
});

const dayS = 24 * 3_600;
const clockSkewS = 5 * 60;

function isOver({ issued_at: issuedAt, expires = 0 }: z.infer<typeof payloadSchema>, nowS: number): boolean {
  if (expires !== 0 && expires <= nowS) return true;
  return issuedAt !== undefined && (issuedAt < nowS - dayS || issuedAt > nowS + clockSkewS);
}

/**
 * Reads a `signed_request` of Meta (Data Deletion Request Callback); undefined where it is forged, over, of another algorithm or of
 * another shape. Nothing of the payload is looked at before the signature over it has been found right.
 */
export function readSignedRequest(
  text: string | null,
  { keys, now }: { readonly keys: readonly KeyObject[]; readonly now: Date },
): SignedRequest | undefined {
  const [, given = '', payload = ''] = form.exec(text ?? '') ?? [];
  const signature = Buffer.from(given, 'base64url');
  // Written back the same: of several ways to write 32 bytes one is right.
  if (signature.toString('base64url') !== given) return undefined;
  if (!isSigned(Buffer.from(payload), `sha256=${signature.toString('hex')}`, keys)) return undefined;
  const { data } = payloadSchema.safeParse(parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return data && !isOver(data, now.getTime() / 1000) ? { signature } : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
