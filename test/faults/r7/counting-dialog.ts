import { createHash } from 'node:crypto';

/** What a conversation remembers: how many messages there were, and a digest of them in their order. */
export interface Memory {
  readonly count: number;
  readonly digest: string;
}

/** What one message leads to. */
export interface Step {
  readonly memory: Memory;
  /** None, one or several sentences. */
  readonly replies: readonly string[];
  /** What is to be done at the bank once, under the key of this message; nothing for most messages. */
  readonly write: string | undefined;
}

/** Before the first message. */
export const noMemory: Memory = { count: 0, digest: '' };

/** A dialog without chance: what it says and does depends on every message before, and on their order. */
export function answerTo({ count, digest }: Memory, eventId: string): Step {
  const next = createHash('sha256').update(`${digest} ${eventId}`).digest();
  const memory = { count: count + 1, digest: next.toString('hex') };
  const replies = Array.from(
    { length: next.readUInt8(0) % 4 },
    (_unused, index) => `${memory.count}.${index} ${memory.digest.slice(0, 8)}`,
  );
  return { memory, replies, write: next.readUInt8(1) % 3 === 0 ? `${memory.count} ${memory.digest.slice(0, 8)}` : undefined };
}
