import { z } from 'zod';
import type { Owner, Person } from '../desk/api/terms.ts';

/** Nobody has ever taken the conversation over. */
export const firstOwner: Owner = { kind: 'bot', token: 0 };

/** To whom a conversation may go. */
export type NextOwner = { readonly kind: 'bot' | 'queue' | 'page_inbox' } | { readonly kind: 'agent'; readonly agent: Person };

/** The one way to a new owner: the token grows by one, so that whatever was made under the old one is refused. */
export function passTo(owner: Owner, next: NextOwner): Owner {
  const token = owner.token + 1;
  return next.kind === 'agent' ? { kind: 'agent', agent: next.agent, token } : { kind: next.kind, token };
}

export function isHeldBy(owner: Owner, agent: string): boolean {
  return owner.kind === 'agent' && owner.agent?.id === agent;
}

/** Whether an agent stands for another support desk or another hub: people of its own, whom nobody here sees come and go. */
export function isElsewhere(agent: string): boolean {
  return /^(?:desk|hub):/.test(agent);
}

const legible = z.object({ owner: z.object({ token: z.int().min(0) }) });

/**
 * The owner of a conversation whose saved state cannot be read: the queue, so that a person looks at it and no bot talks over one. Its token
 * is above the one that was saved, where that is legible.
 */
export function ownerOfUnreadable(json: unknown): Owner {
  const { data } = legible.safeParse(json);
  return { kind: 'queue', token: (data?.owner.token ?? 0) + 1 };
}
