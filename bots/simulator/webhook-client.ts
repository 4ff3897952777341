import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import type { CustomerAction } from './customer-action.ts';
import { serialiseAsMeta } from './meta-json.ts';
import type { TakenMessage } from './send-api-body.ts';
import { echoPayload, webhookPayload } from './webhook-payload.ts';

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
  /** Tells the Page of a message that was sent in its name, as Messenger does for pages with `message_echoes`. What is not taken is not told again. */
  echo(psid: string, message: TakenMessage): void;
  close(): Promise<void>;
}

/** Makes the client that signs and posts webhook events as Meta does: `X-Hub-Signature-256` over the bytes on the wire. */
export function createWebhookClient(deps: WebhookClientDeps): WebhookClient {
  const agent = new Agent({ headersTimeout: 20_000, bodyTimeout: 20_000 });
  const newMid = (): string => `m_${deps.newId()}`;

  async function post(payload: object): Promise<number> {
    const body = Buffer.from(serialiseAsMeta(payload), 'ascii');
    const answer = await request(typeof deps.url === 'string' ? deps.url : deps.url(), {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, deps.appSecret) },
      body,
    });
    await answer.body.dump();
    return answer.statusCode;
  }

  return {
    newMid,
    async deliver({ psid, action, mid = newMid() }) {
      const frame = { psid, pageId: deps.pageId, at: deps.now().getTime(), mid };
      return { mid, status: await post(webhookPayload(frame, action)) };
    },
    echo(psid, { body, at, mid }) {
      const frame = { psid, pageId: deps.pageId, at: at.getTime(), mid };
      void post(echoPayload(frame, body.message)).catch(() => undefined);
    },
    close: () => agent.close(),
  };
}

function sign(body: Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
