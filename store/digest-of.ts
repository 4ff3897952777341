import { hash } from 'node:crypto';

/** What is remembered of the id of an event or of a sending: 128 bits of its SHA-256. The channel's own id is not kept in the clear. */
export function digestOf(id: string): string {
  return hash('sha256', id, 'base64url').slice(0, 22);
}
