import { type CustomerAction, getStartedPayload } from './customer-action.ts';

/** One event: who, to which Page, when (milliseconds), under which id. */
interface EventFrame {
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
