import type { Activity, Attachment } from 'botbuilder';
import type { MessengerEvent } from './messenger-event.ts';
import { isThing } from './sent-thing.ts';

type Said = Extract<MessengerEvent, { kind: 'message' }>;
type Pressed = Extract<MessengerEvent, { kind: 'postback' }>;

/** What was said; of a thumbs-up, its sign. */
export function textOf(event: Said): string {
  if (event.text !== undefined) return event.text;
  return event.attachments.every(isThing) ? '' : '👍';
}

/** The kind of a thing that was sent, and no more: neither its address nor its content enters a turn. */
function attachmentsOf(event: Said): Attachment[] {
  return event.attachments.filter(isThing).map(({ type }) => ({ contentType: type }));
}

function asMessage(event: Said | Pressed): Partial<Activity> {
  const value = event.payload === undefined ? {} : { value: { payload: event.payload } };
  if (event.kind === 'postback') return { type: 'message', text: event.title ?? '', ...value };
  const replyTo = event.replyTo === undefined ? {} : { replyToId: event.replyTo };
  return { type: 'message', text: textOf(event), attachments: attachmentsOf(event), ...replyTo, ...value };
}

/** What the event says beyond who and when, for whoever listens to events of this name. */
function asEvent(event: MessengerEvent): Partial<Activity> {
  const { kind, standby: _standby, pageId: _page, senderId: _sender, at: _at, eventId: _id, ...value } = event;
  return { type: 'event', name: `messenger/${kind}`, value };
}

/** What a customer says to us now. In standby somebody else is being talked to, and a message that was withdrawn says nothing. */
function isForUs(event: MessengerEvent): event is Said | Pressed {
  if (event.standby) return false;
  return event.kind === 'postback' || (event.kind === 'message' && !event.deleted);
}

/**
 * One Messenger event as one botbuilder activity: `message` for what a customer says (a tap included, its payload in
 * `value.payload`), `event` named `messenger/<kind>` for all the rest. Everything but `timestamp` is plain JSON.
 */
export function toActivity(event: MessengerEvent): Partial<Activity> {
  const { pageId, senderId } = event;
  const id = senderId === undefined ? pageId : `${pageId}-${senderId}`;
  return {
    ...(isForUs(event) ? asMessage(event) : asEvent(event)),
    channelId: 'facebook',
    id: event.eventId,
    timestamp: new Date(event.at),
    ...(senderId === undefined ? {} : { from: { id: senderId, name: '' } }),
    recipient: { id: pageId, name: '' },
    conversation: { id, name: '', isGroup: false, conversationType: 'personal' },
    channelData: { kind: event.kind, standby: event.standby },
  };
}
