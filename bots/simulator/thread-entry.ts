import type { SendApiBody } from './send-api-body.ts';

/** How far a customer's message has come: the webhook took it (`sent`), the bot marked it (`seen`), or nobody did. */
export type DeliveryStatus = 'sending' | 'sent' | 'seen' | 'failed';

/** One message on the screen. `turn` is the `mid` of the customer's event it belongs to. */
export type ThreadEntry =
  | {
      readonly id: number;
      readonly at: string;
      readonly from: 'customer';
      readonly turn: string;
      readonly text: string;
      readonly status: DeliveryStatus;
    }
  | { readonly id: number; readonly at: string; readonly from: 'bot'; readonly turn?: string; readonly body: SendApiBody };
