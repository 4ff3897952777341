import { setTimeout as wait } from 'node:timers/promises';
import { serialiseAsMeta } from '../../bots/simulator/meta-json.ts';
import type { SendApiBody } from '../../bots/simulator/send-api-body.ts';
import { type EventFrame, echoPayload } from '../../bots/simulator/webhook-payload.ts';
import { postWebhook } from './post-webhook.ts';

/** Whom Meta tells of what was sent. */
export interface EchoTarget {
  /** Where Guichet listens, without the path of the webhook. */
  readonly url: string;
  readonly appSecret: string;
  readonly pageId: string;
}

export interface EchoSender {
  /** Delivers one echo, again and again until it is answered with 200, as Meta does. Never rejects. */
  send(
    message: { readonly psid: string; readonly mid: string; readonly at: number; readonly body: SendApiBody['message'] },
    afterMs: number,
  ): Promise<void>;
  close(): void;
}

const againMs = 200;

/** Sends echoes through the signed webhook. */
export function createEchoSender({ url, appSecret, pageId }: EchoTarget): EchoSender {
  const closing = new AbortController();
  const { signal } = closing;

  async function deliver(frame: EventFrame, body: SendApiBody['message']): Promise<void> {
    const json = serialiseAsMeta(echoPayload(frame, body));
    while (!signal.aborted) {
      const status = await postWebhook(url, appSecret, json).catch(() => 0);
      if (status === 200) return;
      await wait(againMs, undefined, { signal });
    }
  }

  return {
    async send({ psid, mid, at, body }, afterMs) {
      try {
        if (afterMs > 0) await wait(afterMs, undefined, { signal });
        await deliver({ psid, pageId, mid, at }, body);
      } catch {
        // Closed meanwhile.
      }
    },
    close: () => closing.abort(),
  };
}
