import type restify from 'restify';
import type { ConversationKey } from '../../store/port.ts';
import { boothCatalogue } from '../booth/entry-pages.ts';
import { mountBooth } from '../booth/routes.ts';
import { createTellRead } from '../booth/tell-read.ts';
import type { Config } from '../config.ts';
import { mountDeskWeb } from '../desk/mount-web.ts';
import { createKeptFiles } from '../documents/kept-files.ts';
import { createWaitingDocuments } from '../documents/waiting-documents.ts';
import { createCopyCustomer } from '../erasure/customer-copy.ts';
import { mountErasureStatus } from '../erasure/status-page.ts';
import { mountHealth, type Readiness } from '../http/health.ts';
import type { Inbound } from '../inbound.ts';
import { mountLinking } from '../linking/routes.ts';
import type { Log } from '../log.ts';
import { mountDataDeletion } from '../messenger/data-deletion.ts';
import { type OwnEcho, readOwnEcho } from '../messenger/own-echo.ts';
import { createTakeDelivery } from '../messenger/take-delivery.ts';
import { toInbound } from '../messenger/to-inbound.ts';
import { toRouting } from '../messenger/to-routing.ts';
import { mountMessengerWebhook } from '../messenger/webhook.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { observeEvents } from '../metrics/observe-events.ts';
import { traceIdOf } from '../metrics/turn-trace.ts';
import { mountSimulator } from '../simulator/routes.ts';
import type { Simulator } from '../simulator/simulator.ts';
import type { Admission } from '../turns/admission.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import { mountWebChat } from '../web-chat/routes.ts';
import { boothPages } from './booth.ts';
import { disclosureOf } from './ceiling.ts';
import { type Channels, messengerChannelId } from './channels.ts';
import type { DeskParts } from './desk.ts';
import { mountDeskApi } from './desk-http.ts';
import type { Foundation } from './foundation.ts';
import type { Page } from './page.ts';

export interface HttpDeps {
  readonly foundation: Foundation;
  readonly channels: Channels;
  readonly page: Page;
  readonly worker: TurnWorker;
  readonly admission: Admission;
  readonly simulator: Simulator | undefined;
  readonly publicUrl: string;
  /** The same on this machine. */
  readonly localUrl: string;
  /** Where there is one. */
  readonly desk: DeskParts | undefined;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly log: Log;
  readonly now: () => Date;
}

type Accept = (inbound: Inbound) => Promise<'accepted' | 'duplicate'>;

/** To which conversation an event belongs. */
function createConversationOf({ keyOf }: Foundation): (inbound: Inbound) => ConversationKey {
  return ({ door, channelId, recipient, conversation, from }) =>
    // Two doors never lead into one conversation, whatever a caller of the second says of itself.
    keyOf(
      door === 'messenger'
        ? { channel: messengerChannelId, page: recipient.id, psid: from.id }
        : { channel: `bot-framework/${channelId}`, page: recipient.id, psid: conversation.id },
    );
}

/** Puts an event into the journal of its conversation. */
function createAccept({ foundation, worker, admission }: HttpDeps): Accept {
  const conversationOf = createConversationOf(foundation);
  return async (inbound) => {
    const conversation = conversationOf(inbound);
    return admission.admit(conversation, () => worker.accept({ conversation, eventId: inbound.id, event: inbound }));
  };
}

/** The same, counted, and logged under the id that the turn's own lines will carry. */
function observed(accept: Accept, { metrics, log }: HttpDeps): Accept {
  return async (inbound) => {
    const { door, id, redacted } = inbound;
    try {
      const outcome = await accept(inbound);
      metrics.eventTakenIn({ door, outcome, redacted });
      log.debug({ trace: traceIdOf(id), door, outcome }, 'event taken in');
      return outcome;
    } catch (error) {
      const isShed = error instanceof OverloadedError;
      if (isShed) metrics.shed(error.reason);
      metrics.eventTakenIn({ door, outcome: isShed ? 'shed' : 'unavailable', redacted });
      throw error;
    }
  };
}

/** Before 200 is answered: what is not noted then is never told again. */
function noteEcho({ store, keyOf }: Foundation, { pageId, psid, sendId }: OwnEcho): Promise<void> {
  return store.conversations.noteEcho(keyOf({ channel: messengerChannelId, page: pageId, psid }), sendId);
}

/** What is refused before it is read counts as one event, whatever it holds. */
function countedRefusal({ admission, metrics }: HttpDeps): OverloadedError | undefined {
  const refused = admission.refusal();
  if (!refused) return undefined;
  metrics.shed(refused.reason);
  metrics.eventTakenIn({ door: 'messenger', outcome: 'shed', redacted: [] });
  return refused;
}

function mountMessenger(server: restify.Server, deps: HttpDeps & { readonly appId: string | undefined }, accept: Accept): void {
  const { page, log, now } = deps;
  mountMessengerWebhook(server, {
    appSecrets: page.appSecrets,
    verifyToken: page.verifyToken,
    log,
    now,
    onRead: observeEvents(deps),
    refusal: () => countedRefusal(deps),
    accept: createTakeDelivery({
      async take(event) {
        const inbound = toInbound(event);
        if (inbound) await accept(inbound);
        // Who else speaks for the Page matters where people take conversations over.
        const routing = deps.desk && toRouting(event, deps.appId);
        if (routing) await accept(routing);
        const echo = readOwnEcho(event);
        if (echo) await noteEcho(deps.foundation, echo);
      },
    }),
  });
}

function mountBoothPages(server: restify.Server, config: Config, { foundation, publicUrl, log, now }: HttpDeps): void {
  const { booth, links, connectors, store, consents, erasures } = foundation;
  const { bankName } = config.contact;
  const copyCustomer = createCopyCustomer({ store, consents, bankName, now });
  mountBooth(server, {
    booth,
    links,
    bankingFor: (asker) => connectors.bankingFor(asker),
    tell: createTellRead({ ledger: store.ledger, now }),
    pages: boothPages({
      consents,
      booth,
      erasures,
      bankName,
      ledger: store.ledger,
      copyCustomer,
      disclosure: disclosureOf(config),
      documents: createKeptFiles(store.records, 'document'),
      documentsOf: createWaitingDocuments({ conversations: store.conversations, showsNames: config.desk.showsNames, now }),
      model: config.model && { host: new URL(config.model.baseUrl).host },
      now,
    }),
    bankName,
    publicUrl: () => publicUrl,
    timeZone: config.timeZone,
    log,
    now,
  });
}

/** Gives every address its handler. The answer ends what stays open by itself. */
export function mountAll(server: restify.Server, config: Config, deps: HttpDeps): { close(): void } {
  const { foundation, channels, page, simulator, log, publicUrl } = deps;
  const accept = observed(createAccept(deps), deps);
  mountHealth(server, deps.readiness);
  mountMessenger(server, { ...deps, appId: config.messengerAppId }, accept);
  // Without an app id nothing proves who is calling: that is for trying out beside the simulator, never beside a real Page.
  if (config.webChat || !page.real) {
    const conversationOf = createConversationOf(foundation);
    // Without a desk nobody hands anything over, and there is nothing to be told of.
    const acceptKnown: Accept = async (inbound) => (inbound.desk && !deps.desk ? 'duplicate' : accept(inbound));
    mountWebChat(server, { ...channels.botFramework, accept: acceptKnown, conversationOf, loopbackOnly: !config.webChat, log });
  }
  mountLinking(server, { links: foundation.links, bankName: config.contact.bankName, publicUrl: () => publicUrl });
  mountBoothPages(server, config, deps);
  const { erasures } = foundation;
  const { timeZone, contact } = config;
  mountDataDeletion(server, { appSecrets: page.appSecrets, erasures, publicUrl: () => publicUrl, now: deps.now, log });
  mountErasureStatus(server, { erasures, catalogue: boothCatalogue(), bankName: contact.bankName, timeZone, now: deps.now, log });
  const desk = deps.desk && mountDeskApi(server, config, { ...deps, desk: deps.desk });
  desk?.tender.start();
  if (desk) mountDeskWeb(server);
  const ends = (also: () => void) => ({
    close() {
      desk?.close();
      also();
    },
  });
  if (!simulator || page.real) return ends(() => undefined);
  const hosts = ['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname];
  const onError = (error: unknown): void => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'simulator failed');
  const simulated = mountSimulator(server, simulator, { hosts, onError });
  return ends(() => simulated.close());
}
