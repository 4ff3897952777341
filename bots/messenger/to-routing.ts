import type { DeskEvent } from '../../handoff/desk-event.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import type { Inbound } from '../inbound.ts';
import type { MessengerEvent } from './messenger-event.ts';
import { thingsOf } from './sent-thing.ts';
import { textOf } from './to-activity.ts';

/** The Page's own inbox in Business Suite; Meta's pages print its id with and without the last digit. */
const pageInboxes: readonly (string | undefined)[] = ['263902037430900', '26390203743090'];

type Routing = Extract<DeskEvent, { readonly kind: 'page_inbox' | 'overheard' }>;
type Control = Extract<MessengerEvent, { readonly kind: 'pass_thread_control' | 'take_thread_control' }>;

/** Whether the thread has come to us: by our own id, where it is known, or from the Page's inbox to nobody's else. */
function comesToUs({ newOwnerAppId, previousOwnerAppId }: Control, appId: string | undefined): boolean {
  if (newOwnerAppId === undefined || pageInboxes.includes(newOwnerAppId)) return newOwnerAppId === undefined;
  return appId === undefined ? pageInboxes.includes(previousOwnerAppId) : newOwnerAppId === appId;
}

function controlOf(event: Control, appId: string | undefined): Routing {
  const app = event.newOwnerAppId ?? null;
  return { kind: 'page_inbox', did: comesToUs(event, appId) ? 'gave_back' : 'took', app, text: null };
}

/** Ours carry `metadata`; who else sends for the Page is a person, or another app that a person has set up. */
function isForeign(event: Extract<MessengerEvent, { readonly kind: 'echo' }>, appId: string | undefined): boolean {
  return event.metadata === undefined && (appId === undefined || event.appId !== appId);
}

function routingOf(event: MessengerEvent, appId: string | undefined): Routing | undefined {
  switch (event.kind) {
    case 'pass_thread_control':
    case 'take_thread_control':
      return controlOf(event, appId);
    case 'request_thread_control':
      return { kind: 'page_inbox', did: 'asked', app: event.requestedOwnerAppId ?? null, text: null };
    case 'echo':
      return isForeign(event, appId)
        ? {
            kind: 'page_inbox',
            did: 'spoke',
            app: event.appId ?? null,
            text: event.text === undefined ? null : redactTyped(event.text, 'never').text,
          }
        : undefined;
    case 'message': {
      if (!event.standby || event.deleted) return undefined;
      const { text, found } = redactTyped(textOf(event), 'never');
      const sent = thingsOf(event);
      const beside = { attachment: sent.length > 0, ...(sent.length > 0 ? { sent } : {}) };
      return { kind: 'overheard', text: text === '' ? null : text, ...beside, redacted: [...found] };
    }
    default:
      return undefined;
  }
}

/**
 * What Meta's Conversation Routing says of who holds a thread, as an event of the conversation (`pass`, `take` and `request_thread_control`,
 * also under the names of the old Handover Protocol, standby, and echoes of what was not sent by us). Undefined for all the rest.
 * @param appId our app at Meta, where it is configured
 */
export function toRouting(event: MessengerEvent, appId: string | undefined): Inbound | undefined {
  const { senderId, pageId } = event;
  const desk = senderId === undefined ? undefined : routingOf(event, appId);
  if (senderId === undefined || !desk) return undefined;
  return {
    door: 'messenger',
    channelId: 'facebook',
    type: 'routing',
    id: `routing-${event.eventId}`,
    from: { id: senderId },
    recipient: { id: pageId },
    conversation: { id: `${pageId}-${senderId}` },
    hasAttachment: false,
    redacted: [],
    desk,
  };
}
