/** What a customer does in the thread, and what Messenger makes a webhook event of. */
export type CustomerAction =
  | { readonly kind: 'text'; readonly text: string }
  /** A tap on a quick reply: Messenger sends its title as a text, with the payload beside it. */
  | { readonly kind: 'quick_reply'; readonly title: string; readonly payload: string }
  /** A tap on a button of a template, which stays tappable for ever. */
  | { readonly kind: 'postback'; readonly title: string; readonly payload: string }
  | { readonly kind: 'attachment'; readonly type: 'image' | 'audio' | 'video' | 'file' | 'sticker'; readonly url: string }
  | { readonly kind: 'get_started'; readonly title: string };

/** The payload that the Messenger profile gives the Get Started button. */
export const getStartedPayload = 'GET_STARTED';
