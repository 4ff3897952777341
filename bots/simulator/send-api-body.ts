import type { SendBody } from '../messenger/send-body.ts';

/** The body of one Send API call that carries a message, as the bot put it on the wire. */
export interface SendApiBody {
  readonly recipient: { readonly id: string };
  readonly messaging_type: 'RESPONSE';
  readonly message: SendBody & { readonly metadata: string };
}

/** A message that the Graph stub took. */
export interface TakenMessage {
  readonly body: SendApiBody;
  readonly at: Date;
  /** The `message_id` that the Send API answers, and the `mid` of the echo. */
  readonly mid: string;
}

export type SenderAction = 'typing_on' | 'mark_seen';
