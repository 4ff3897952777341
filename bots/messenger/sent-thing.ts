import { attachmentKinds } from '../../desk/api/thread.ts';
import { mostSentThings, type SentThing } from '../../handoff/sent-things.ts';
import type { MessengerEvent } from './messenger-event.ts';

type Attached = Extract<MessengerEvent, { readonly kind: 'message' }>['attachments'][number];

/** The three sizes of Messenger's own thumbs-up. */
const thumbsUp: ReadonlySet<string> = new Set(['369239263222822', '369239343222814', '369239383222810']);

/** A thumbs-up says yes, and is no thing. */
export function isThing({ stickerId }: Attached): boolean {
  return stickerId === undefined || !thumbsUp.has(stickerId);
}

/** What a customer has sent, as people of the desk are told of it. */
function sentThing({ type, stickerId, url, place }: Attached): SentThing {
  const named = stickerId === undefined ? type : 'sticker';
  const kind = attachmentKinds.find((known) => known === named) ?? 'other';
  const isFetchable = url !== undefined && kind !== 'sticker';
  return { kind, place: kind === 'location' ? (place ?? null) : null, fetchable: isFetchable, ...(isFetchable ? { url } : {}) };
}

/** What was sent beside words in one message, ten things at most. */
export function thingsOf({ attachments }: { readonly attachments: readonly Attached[] }): SentThing[] {
  return attachments.filter(isThing).slice(0, mostSentThings).map(sentThing);
}
