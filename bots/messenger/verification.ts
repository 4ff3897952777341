import { createHash, timingSafeEqual } from 'node:crypto';

export type VerificationAnswer = { readonly status: 200; readonly challenge: string } | { readonly status: 403 };

/** Compares in a time that tells neither content nor length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** The value of a parameter that is there once; undefined where it is missing or repeated. */
function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

/**
 * Answers Meta's question whether this address is ours (`GET` with `hub.mode`, `hub.verify_token`, `hub.challenge`):
 * the challenge as it came, or 403. Without a configured token nobody is right.
 */
export function verifySubscription(query: URLSearchParams, verifyToken: string): VerificationAnswer {
  const challenge = single(query, 'hub.challenge');
  const token = single(query, 'hub.verify_token');
  const isAsked = single(query, 'hub.mode') === 'subscribe' && token !== undefined && challenge !== undefined;
  if (!isAsked || verifyToken === '' || !isSame(token, verifyToken)) return { status: 403 };
  // Meta sends an integer. Echoing whatever came would lend our host to somebody else's content.
  return /^[^<>&"'\s\p{C}]{1,512}$/u.test(challenge) ? { status: 200, challenge } : { status: 403 };
}
