import { z } from 'zod';
import type { StoredClaim } from '../conversation-codec.ts';
import type { ConversationKey } from '../port.ts';

const bytes = z.instanceof(Buffer);
const claimSchema = z.tuple([z.number(), bytes, bytes.nullable(), z.array(bytes), z.number()]);

/** Reads what a script of the mailbox answers where it may claim: fence, event, state, unsent replies, attempt; or nothing. */
export function readStoredClaim(conversation: ConversationKey, reply: unknown): StoredClaim | undefined {
  if (reply === null) return undefined;
  const [fence, event, state, replies, attempt] = claimSchema.parse(reply);
  return { conversation, fence, event, state: state ?? undefined, replies, attempt };
}
