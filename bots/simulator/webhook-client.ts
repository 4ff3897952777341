import { createHmac } from 'node:crypto';
import { exchange } from '../../connectors/http/exchange.ts';
import type { EgressGate } from '../../secrecy/egress/egress-gate.ts';
import type { CustomerAction } from './customer-action.ts';
import { serialiseAsMeta } from './meta-json.ts';
import type { TakenMessage } from './send-api-body.ts';
import { echoPayload, webhookPayload } from './webhook-payload.ts';

interface WebhookClientDeps {
  /** The door to the outside. */
  readonly egress: Pick<EgressGate, 'agent'>;
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

const timeoutMs = 20_000;
const maxAnswerBytes = 64 * 1_024;

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
  const agent = deps.egress.agent('simulator');
  const newMid = (): string => `m_${deps.newId()}`;

  async function post(payload: object): Promise<number> {
    // All of it is ASCII: the text is the bytes.
    const body = serialiseAsMeta(payload);
    const url = new URL(typeof deps.url === 'string' ? deps.url : deps.url());
    const { status } = await exchange(agent, {
      origin: url.origin,
      method: 'POST',
      path: url.pathname,
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, deps.appSecret) },
      body,
      operation: 'webhook',
      timeoutMs,
      maxAnswerBytes,
    });
    return status;
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

function sign(body: string, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
