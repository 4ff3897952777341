import { randomBytes } from 'node:crypto';
import type { DemoBank } from '../../demo/start-demo-bank.ts';
import { decide } from '../../secrecy/consent/consent.ts';
import { type GraphApiStub, startGraphApiStub } from './graph-api-stub.ts';
import type { RoutingOptions } from './graph-api-threads.ts';
import { pageEnvironment } from './page-environment.ts';
import { plain, wordsOf } from './plain-text.ts';
import { envelope, postWebhook, textMessage } from './post-webhook.ts';
import { startApp, type TestApp, type TestAppOptions } from './start-app.ts';

const pageId = '1234567890';
const psid = '7700000000000001';

/** A Guichet that serves a Page: signed webhooks go in, and what it sends arrives at a Graph API of its own. */
export interface PageApp {
  readonly app: TestApp;
  readonly bank: DemoBank;
  readonly graph: GraphApiStub;
  readonly pageToken: string;
  readonly appSecret: string;
  /** Every text the customer has got so far. */
  texts(): readonly string[];
  /** Delivers one message of the customer, or of another one; answers with the status. */
  write(mid: string, text: string, from?: string): Promise<number>;
  /** Delivers any messaging elements to the Page. */
  deliver(...messaging: readonly object[]): Promise<number>;
  /** One text message of the customer, as an element. */
  message(mid: string, text: string): object;
  /** Meta’s word that the sending of this id has reached the customer, as an element. */
  echo(metadata: string): object;
  /** Links the customer, or another one, to one of the bank's. */
  link(customerId: string, from?: string): Promise<void>;
  /** The customer, or another one, who is linked, allows that a language model reads what is not understood. */
  allowModel(from?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PageAppOptions extends TestAppOptions {
  /** What the Page's settings at Meta say of us; without it Meta knows no routing. */
  readonly routing?: RoutingOptions;
  /** Whether Meta tells of what was sent. */
  readonly echoes?: boolean;
}

/** Starts it with the embedded bank, nobody linked; echoes only where asked for. */
export async function startPageApp({ environment = {}, echoes = false, routing, ...options }: PageAppOptions = {}): Promise<PageApp> {
  const appSecret = randomBytes(16).toString('hex');
  const pageToken = `EAA${randomBytes(16).toString('hex')}`;
  const graph = await startGraphApiStub({ pageToken, appSecret, graphVersion: 'v26.0', routing });
  const page = {
    ...pageEnvironment({ appSecret, pageToken, graphUrl: graph.url }),
    ...(routing ? { MESSENGER_APP_ID: routing.appId, MESSENGER_ROUTING: routing.isDefault ? 'default_app' : 'app' } : {}),
  };
  const app = await startApp({ ...options, environment: { ...page, ...environment } });
  if (echoes) graph.echoTo({ url: app.url, appSecret, pageId });
  const { demo: bank, keyOf, links, consents } = app.foundation;
  if (!bank) throw new TypeError('this needs the embedded bank');
  const message = (mid: string, text: string): object => textMessage({ pageId, psid, mid, text });
  const deliver = (...messaging: readonly object[]): Promise<number> => postWebhook(app.url, appSecret, envelope(pageId, ...messaging));
  return {
    app,
    bank,
    graph,
    pageToken,
    appSecret,
    texts: () => graph.accepted.flatMap((request) => ('message' in request ? [plain(wordsOf(request.message.body))] : [])),
    deliver,
    message,
    echo: (metadata) => ({ sender: { id: pageId }, recipient: { id: psid }, message: { mid: `m_${metadata}`, is_echo: true, metadata } }),
    write: (mid, text, from = psid) => deliver(textMessage({ pageId, psid: from, mid, text })),
    async link(customerId, from = psid) {
      const conversation = keyOf({ channel: 'facebook', page: pageId, psid: from });
      await links.linkDirectly(conversation, await bank.signInDirectly(customerId), 'shown');
    },
    async allowModel(from = psid) {
      const conversation = keyOf({ channel: 'facebook', page: pageId, psid: from });
      const link = (await links.accessFor(conversation))?.access.key ?? '';
      await consents.add(conversation, decide({ link, level: 'hinted', by: 'booth', topics: ['model'], now: new Date() }));
    },
    async stop() {
      await app.stop();
      await graph.close();
    },
  };
}
