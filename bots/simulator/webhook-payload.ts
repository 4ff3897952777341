import { type CustomerAction, getStartedPayload } from './customer-action.ts';
import type { SendApiBody } from './send-api-body.ts';

/** One event: who, to which Page, when (milliseconds), under which id. */
export interface EventFrame {
  readonly psid: string;
  readonly pageId: string;
  readonly at: number;
  readonly mid: string;
}

/**
 * The webhook body that Messenger would post for one action of one customer.
 * @see https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
 */
export function webhookPayload(frame: EventFrame, action: CustomerAction): object {
  const element = { sender: { id: frame.psid }, recipient: { id: frame.pageId }, timestamp: frame.at, ...eventOf(frame.mid, action) };
  return { object: 'page', entry: [{ id: frame.pageId, time: frame.at, messaging: [element] }] };
}

function eventOf(mid: string, action: CustomerAction): object {
  switch (action.kind) {
    case 'text':
      return { message: { mid, text: action.text } };
    case 'quick_reply':
      return { message: { mid, text: action.title, quick_reply: { payload: action.payload } } };
    case 'attachment':
      return { message: { mid, attachments: [{ type: action.type, payload: { url: action.url } }] } };
    default:
      return { postback: { mid, title: action.title, payload: action.kind === 'postback' ? action.payload : getStartedPayload } };
  }
}

/** Stands for the app id of Guichet at Meta, which nothing looks at: what is ours is known by its `metadata`. */
const appId = 1_234_567_890_123;

/**
 * The webhook body by which Messenger tells a Page of a message that was sent in its name.
 * @param frame whose `mid` is the `message_id` that the Send API answered.
 * @see https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes
 */
export function echoPayload(frame: EventFrame, message: SendApiBody['message']): object {
  const { metadata, quick_replies: _shown, ...said } = message;
  const content = 'attachment' in said ? { attachments: [said.attachment] } : said;
  const echo = { mid: frame.mid, is_echo: true, app_id: appId, metadata, ...content };
  const element = { sender: { id: frame.pageId }, recipient: { id: frame.psid }, timestamp: frame.at, message: echo };
  return { object: 'page', entry: [{ id: frame.pageId, time: frame.at, messaging: [element] }] };
}
