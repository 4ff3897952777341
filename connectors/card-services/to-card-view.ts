import { derive } from '../../secrecy/derive.ts';
import { type Sealed, seal } from '../../secrecy/sealed.ts';
import type { CardQuery, CardView } from '../ports/card-control.ts';
import type { Card } from './schemas.ts';

const schemes = { VISA: 'Visa', MASTERCARD: 'Mastercard', AMEX: 'American Express', CB: 'CB', OTHER: '' } as const;

/** Whether the card is one of those that the customer described. */
export function fitsCard(card: Card, { last4, scheme, funding }: CardQuery): boolean {
  if (last4 !== undefined && !card.last4.endsWith(last4)) return false;
  if (scheme !== undefined && card.scheme.toLowerCase() !== scheme) return false;
  return funding === undefined || card.funding.toLowerCase() === funding;
}

/** One card of the API, sealed. */
export function toCardView(card: Card): CardView {
  const sealed: Sealed<'card', Card> = seal('card', card);
  return {
    ref: card.id,
    label: derive(sealed, ({ scheme, last4 }) => `${schemes[scheme]} ···· ${last4}`.trim()),
    state: derive(sealed, ({ state }) => (state === 'FROZEN' ? 'frozen' : 'active')),
  };
}
