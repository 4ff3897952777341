import { createHash } from 'node:crypto';
import type { Customer } from '../data/customer.ts';
import { hashNumbers } from '../data/random.ts';
import type { Overlay } from '../overlay.ts';

/** A card of a customer of the demo bank. */
export interface DemoCard {
  readonly id: string;
  readonly scheme: 'VISA' | 'MASTERCARD';
  readonly funding: 'DEBIT' | 'CREDIT';
  readonly last4: string;
}

const frozenKind = 'CardFrozen';

/** The one card that is in the books of all customers, and a credit card where there is a joint account. */
export function cardsOf({ number, cardScheme, cardLast4, slots }: Customer, seed: number): readonly DemoCard[] {
  const idOf = (nth: number): string => createHash('sha256').update(`${seed} ${number} card ${nth}`).digest('base64url').slice(0, 22);
  const first = { id: idOf(1), scheme: cardScheme === 'VISA' ? 'VISA' : 'MASTERCARD', funding: 'DEBIT', last4: cardLast4 } as const;
  if (!slots.includes('joint')) return [first];
  const last4 = String(1000 + (hashNumbers([seed, number, 5]) % 9000));
  return [first, { id: idOf(2), scheme: first.scheme === 'VISA' ? 'MASTERCARD' : 'VISA', funding: 'CREDIT', last4 }];
}

/** Which cards are frozen. */
export function createFrozenCards(overlay: Overlay): { has(id: string): boolean; add(id: string): void; remove(id: string): void } {
  return {
    has: (id) => overlay.get(frozenKind, id) !== undefined,
    add: (id) => overlay.put({ kind: frozenKind, id, payload: '{}' }),
    remove: (id) => overlay.remove(frozenKind, id),
  };
}
