import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { CustomerAction } from './customer-action.ts';
import { serialiseAsMeta } from './meta-json.ts';
import { webhookPayload } from './webhook-payload.ts';

interface WebhookClientDeps {
  /** The webhook's address, asked for at each delivery: the port may be known only once the server listens. */
  readonly url: string | (() => string);
  readonly appSecret: string;
  readonly pageId: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

export interface Delivery {
  readonly psid: string;
  readonly action: CustomerAction;
  /** From `newMid`; a fresh one when left out. The same one twice is a duplicate delivery. */
  readonly mid?: string;
}

/** Plays Messenger's part towards the webhook. */
export interface WebhookClient {
  newMid(): string;
  /** Posts one signed event and answers with its id and the HTTP status it met. */
  deliver(delivery: Delivery): Promise<{ readonly mid: string; readonly status: number }>;
  close(): Promise<void>;
}

/** Makes the client that signs and posts webhook events as Meta does: `X-Hub-Signature-256` over the bytes on the wire. */
export function createWebhookClient(deps: WebhookClientDeps): WebhookClient {
  const agent = new Agent({ headersTimeout: 20_000, bodyTimeout: 20_000 });
  const newMid = (): string => `m_${deps.newId()}`;

  return {
    newMid,
    async deliver({ psid, action, mid = newMid() }) {
      const frame = { psid, pageId: deps.pageId, at: deps.now().getTime(), mid };
      const body = Buffer.from(serialiseAsMeta(webhookPayload(frame, action)), 'ascii');
      const answer = await request(typeof deps.url === 'string' ? deps.url : deps.url(), {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, deps.appSecret) },
        body,
      });
      await answer.body.dump();
      return { mid, status: answer.statusCode };
    },
    close: () => agent.close(),
  };
}

function sign(body: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
