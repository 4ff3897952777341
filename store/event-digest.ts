import { hash } from 'node:crypto';

/** What is remembered of an event id for the deduplication: 128 bits of its SHA-256. The channel's own id is not kept in the clear. */
export function eventDigest(eventId: string): string {
  return hash('sha256', eventId, 'base64url').slice(0, 22);
}
