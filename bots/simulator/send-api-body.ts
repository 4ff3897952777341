import type { SendBody } from '../messenger/send-body.ts';

/** The body of one Send API call that carries a message, as the bot put it on the wire. */
export interface SendApiBody {
  readonly recipient: { readonly id: string };
  readonly messaging_type: 'RESPONSE';
  readonly message: SendBody & { readonly metadata: string };
}

export type SenderAction = 'typing_on' | 'typing_off' | 'mark_seen';
