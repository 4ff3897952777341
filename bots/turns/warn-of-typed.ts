import { encodeButton } from '../../engine/button.ts';
import type { MessageRef, Reply } from '../../engine/reply.ts';
import type { Redaction } from '../../secrecy/redact.ts';
import type { Address } from '../inbound.ts';

/** Of these the card may have to be blocked. */
const ofCards: ReadonlySet<Redaction> = new Set(['card', 'probable_card', 'card_part', 'cvv', 'pin']);

const blockCard = 'freeze_card';

const line = (name: string): MessageRef => ({ key: `secrecy.typed_${name}`, args: {} });

/**
 * What the customer is told of what was taken out of a message: what it was, how to delete the message in Messenger, and, where a card is
 * concerned, a button to block it; no quick reply, which the next message would take away. `dialog`: what the message is understood to be
 * about; who asks to block the card needs no button for it.
 */
export function warnOfTyped(
  redacted: readonly Redaction[],
  { door, dialog }: { readonly door: Address['door']; readonly dialog: string | null },
): Reply[] {
  if (redacted.length === 0) return [];
  const offersBlock = dialog !== blockCard && redacted.some((kind) => ofCards.has(kind));
  const lines = [...redacted.map(line), ...(door === 'messenger' ? [line('delete')] : []), ...(offersBlock ? [line('block')] : [])];
  if (!offersBlock) return [{ kind: 'text', lines }];
  const payload = encodeButton({ kind: 'start', dialog: blockCard });
  return [{ kind: 'text', lines, buttons: [{ kind: 'press', label: { key: `${blockCard}.title`, args: {} }, payload }] }];
}
