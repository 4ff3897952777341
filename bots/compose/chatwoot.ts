import type restify from 'restify';
import { type Chatwoot, createChatwoot } from '../../connectors/chatwoot/create-chatwoot.ts';
import type { ConversationKey, RecordStore } from '../../store/port.ts';
import { createBridge } from '../chatwoot/bridge.ts';
import { createForgotten, type Forgotten } from '../chatwoot/forgotten.ts';
import { createLinks, identifierOf } from '../chatwoot/links.ts';
import { createMirrorConversation } from '../chatwoot/mirror-conversation.ts';
import { chatwootDesk } from '../chatwoot/names.ts';
import { buildNoteCatalogue, createNotes } from '../chatwoot/notes.ts';
import { createTakeEvent } from '../chatwoot/take-event.ts';
import { mountChatwootWebhook } from '../chatwoot/webhook.ts';
import { createWorkLease } from '../chatwoot/work-lease.ts';
import type { ChatwootSettings } from '../chatwoot-settings.ts';
import type { Config } from '../config.ts';
import { createStaffNames } from '../desk/staff-names.ts';
import { createTellStaffRead } from '../desk/tell-staff-read.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import type { DeskParts } from './desk.ts';
import type { Foundation } from './foundation.ts';

/** The bridge to the bank's Chatwoot. */
export interface ChatwootParts {
  mount(server: restify.Server): void;
  start(): void;
  stop(): Promise<void>;
}

export interface ChatwootPartsDeps {
  readonly foundation: Pick<Foundation, 'store' | 'egress'>;
  readonly desk: DeskParts | undefined;
  readonly worker: Pick<TurnWorker, 'accept'>;
  readonly metrics: Metrics;
  readonly publicUrl: string;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Has a customer forgotten in Chatwoot, too; undefined where there is none. */
export function forgetInChatwoot({ chatwoot }: Pick<Config, 'chatwoot'>, records: RecordStore) {
  if (!chatwoot) return undefined;
  const forgotten: Forgotten = createForgotten(records);
  return (conversation: ConversationKey): Promise<void> => forgotten.add(identifierOf(conversation));
}

function connect(settings: ChatwootSettings, { foundation: { egress }, metrics, log, now }: ChatwootPartsDeps): Chatwoot {
  egress.peers.announceOrigin('chatwoot', settings.url);
  return createChatwoot({
    ...settings,
    baseUrl: settings.url,
    egress: egress.gate,
    now,
    log,
    onCall(call) {
      metrics.called(call);
      log.debug({ ...call }, 'connector call');
    },
  });
}

/** Builds the bridge; undefined where no Chatwoot is configured. Nothing is connected before it is started. */
export function buildChatwoot({ chatwoot: settings }: Pick<Config, 'chatwoot'>, deps: ChatwootPartsDeps): ChatwootParts | undefined {
  const { foundation, desk: parts, worker, metrics, publicUrl, log, now, newId } = deps;
  if (!settings || !parts) return undefined;
  const { records, desk, ledger } = foundation.store;
  const { follower } = parts;
  const chatwoot = connect(settings, deps);
  const ticks = (): number => performance.now();
  const links = createLinks(records);
  const names = createStaffNames(records);
  const lease = createWorkLease({ records, key: 'chatwoot-bridge', holder: newId(), ticks });
  const mirror = createMirrorConversation({
    chatwoot,
    desk,
    links,
    notesIn: createNotes(buildNoteCatalogue()),
    tellRead: createTellStaffRead({ ledger, now }),
    urlOf: (conversation) => `${publicUrl}/desk/c/${encodeURIComponent(conversation)}`,
    mayGoOn: () => lease.hold(),
  });
  const bridge = createBridge({ chatwoot, desk, follower, mirror, forgotten: createForgotten(records), lease, ticks, log });
  metrics.watchChatwoot(() => bridge.waiting());
  return {
    mount: (server) =>
      mountChatwootWebhook(server, {
        ...settings,
        secrets: settings.webhookSecrets,
        take: createTakeEvent({ links, board: follower.board, worker, names }),
        onDelivery: (outcome) => metrics.chatwootDelivered(outcome),
        log,
        now,
      }),
    start() {
      void names.note(chatwootDesk).catch(() => undefined);
      bridge.start();
    },
    async stop() {
      await bridge.stop();
      await chatwoot.close();
    },
  };
}
