import type { DemoBank } from '../../demo/start-demo-bank.ts';
import { consentTopics, decide, inForce, mayAskModel } from '../../secrecy/consent/consent.ts';
import type { ConsentBook } from '../../secrecy/consent/consent-book.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ConversationKeyMaker } from '../../store/conversation-key.ts';
import type { ConversationKey, Store } from '../../store/port.ts';
import type { LinkService } from '../linking/link-service.ts';
import type { PrepareOptions } from '../simulator/customer-line.ts';
import { type GraphStub, startGraphStub } from '../simulator/graph-stub.ts';
import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import type { SimulatorCustomer } from '../simulator/simulator-customer.ts';
import { createWebhookClient, type WebhookClient } from '../simulator/webhook-client.ts';
import type { TurnFeed } from '../turns/turn-feed.ts';
import { messengerChannelId } from './channels.ts';
import type { Egress } from './egress.ts';
import type { Page } from './page.ts';
import { simulatorCustomers } from './simulator-customers.ts';

/** The Page that the simulator plays. */
export const simulatorPageId = '100000000000001';

export interface SimulatorParts {
  readonly simulator: Simulator;
  readonly graph: GraphStub;
  readonly webhook: WebhookClient;
}

export interface SimulatorPartsDeps {
  readonly page: Page;
  /** Where this process listens. */
  readonly url: string;
  readonly egress: Pick<Egress, 'gate' | 'peers'>;
  readonly demo: DemoBank;
  readonly links: LinkService;
  readonly consents: Pick<ConsentBook, 'read' | 'add'>;
  readonly store: Store;
  readonly keyOf: ConversationKeyMaker;
  /** Whether there is a language model to be allowed. */
  readonly model: boolean;
  readonly turns: TurnFeed;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What demo customers decide at the bank without a browser: nothing of theirs is real. */
async function allow(
  { links, consents, model, now }: SimulatorPartsDeps,
  conversation: ConversationKey,
  level: DisclosureLevel | undefined,
): Promise<void> {
  const link = (await links.accessFor(conversation))?.access.key;
  if (link === undefined || level === undefined) return;
  const decided = await consents.read(conversation);
  const changed = consentTopics.filter((topic) => inForce(decided, { link, topic, now: now() })?.level !== level);
  const shared = { link, by: 'demonstration', now: now() } as const;
  if (changed.length > 0) await consents.add(conversation, decide({ ...shared, level, topics: changed }));
  if (model && !mayAskModel(decided, shared)) await consents.add(conversation, decide({ ...shared, level: 'hinted', topics: ['model'] }));
}

/** Makes a customer ready: forgets what was said where asked to, and links those who are linked from the start. */
function createPrepare(deps: SimulatorPartsDeps, customers: readonly SimulatorCustomer[]) {
  return async (customerId: string, { reset, disclosure }: PrepareOptions): Promise<void> => {
    const customer = customers.find(({ id }) => id === customerId);
    if (!customer) return;
    const conversation = deps.keyOf({ channel: messengerChannelId, page: simulatorPageId, psid: customer.psid });
    const { links } = deps;
    if (reset) {
      await deps.store.conversations.forget(conversation);
      deps.demo.cardServices.unfreezeAll(customerId);
      if (!customer.linked) await links.linkingFor(conversation).unlink();
    }
    const isNew = customer.linked && (reset || !(await links.accessFor(conversation)));
    if (customer.linked && !(await links.accessFor(conversation)))
      await links.linkDirectly(conversation, await deps.demo.signInDirectly(customerId));
    await allow(deps, conversation, disclosure ?? (isNew ? 'shown' : undefined));
  };
}

/** Builds the Messenger look-alike: a Graph stub that takes the sends, and a client that posts signed webhooks. */
export async function startSimulator(deps: SimulatorPartsDeps): Promise<SimulatorParts> {
  const { page, url, egress, now, newId } = deps;
  egress.peers.announceOrigin('simulator', url);
  const webhook = createWebhookClient({
    egress: egress.gate,
    url: `${url}/messenger/webhook`,
    appSecret: page.appSecret,
    pageId: simulatorPageId,
    now,
    newId,
  });
  const customers = simulatorCustomers(deps.demo.customers);
  const simulator = createSimulator({ webhook, customers, turns: deps.turns, prepare: createPrepare(deps, customers), now });
  const graph = await startGraphStub({
    pageToken: page.pageToken,
    appSecret: page.appSecret,
    now,
    newId,
    onSend: (psid, message) => simulator.onSend(psid, message),
    onSenderAction: (psid, action) => simulator.onSenderAction(psid, action),
    knows: (psid) => simulator.knows(psid),
  });
  return { simulator, graph, webhook };
}
