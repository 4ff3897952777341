import type restify from 'restify';
import { createStaffSignIn } from '../../connectors/staff-sign-in/create-staff-sign-in.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import { createFormatters } from '../../i18n/format.ts';
import { localeFor } from '../../i18n/language.ts';
import { createDeskPrinter } from '../../secrecy/desk-printer.ts';
import type { Config } from '../config.ts';
import { createThreadCheck } from '../desk/check-threads.ts';
import { createCustomerFacts } from '../desk/customer-facts.ts';
import { mountDesk } from '../desk/routes.ts';
import { createStaffSessions } from '../desk/staff-sessions.ts';
import { createTellStaffRead } from '../desk/tell-staff-read.ts';
import { createDeskTender, type DeskTender } from '../desk/tend-desk.ts';
import { createKeptFiles } from '../documents/kept-files.ts';
import type { Log } from '../log.ts';
import { createFetchMedia } from '../messenger/fetch-media.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import { disclosureOf } from './ceiling.ts';
import type { Channels } from './channels.ts';
import type { DeskParts } from './desk.ts';
import type { Foundation } from './foundation.ts';

export interface DeskHttpDeps {
  readonly desk: DeskParts;
  readonly foundation: Foundation;
  readonly channels: Pick<Channels, 'sendApi'>;
  readonly worker: TurnWorker;
  readonly publicUrl: string;
  readonly localUrl: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** The identity provider of the bank's people: the configured one, or the embedded one beside the embedded bank. */
function staffProvider({ desk }: Config, { demo }: Foundation) {
  const provider = desk.provider ?? demo?.staff;
  if (!provider) throw new TypeError('DESK is on, and nobody says who may sign in there: DESK_ISSUER, DESK_CLIENT_ID, DESK_CLIENT_SECRET');
  return provider;
}

function buildSessions(config: Config, { foundation, publicUrl, now }: DeskHttpDeps) {
  const { egress, store, keyOf } = foundation;
  const provider = staffProvider(config, foundation);
  egress.peers.announceOrigin('sign-in', provider.issuer);
  const signIn = createStaffSignIn({
    ...provider,
    rolesClaim: config.desk.rolesClaim,
    egress: egress.gate,
    now,
    allowInsecureLoopback: true,
  });
  const sessions = createStaffSessions({
    records: store.records,
    signIn,
    publicUrl: () => publicUrl,
    pseudonymOf: (subject) => keyOf({ channel: 'staff', page: provider.issuer, psid: subject }),
    now,
  });
  return { sessions, signIn };
}

/** What the bank knows of a customer, as the desk may be shown it. */
function buildCustomerFacts(config: Config, { foundation, now }: DeskHttpDeps) {
  const { links, consents, connectors } = foundation;
  const formatterFor = createFormatters();
  const dayIn = createDayClock();
  return createCustomerFacts({
    links,
    consents,
    disclosure: disclosureOf(config),
    bankingFor: (asker) => connectors.bankingFor(asker),
    printerFor: (language) => createDeskPrinter(formatterFor(localeFor(language)), dayIn(config.timeZone, now())),
    timeZone: config.timeZone,
    now,
  });
}

/** Mounts the desk's API, and begins to look after what nobody looks after. The answer ends both. */
export function mountDeskApi(server: restify.Server, config: Config, deps: DeskHttpDeps): { close(): void; readonly tender: DeskTender } {
  const { desk, foundation, channels, worker, publicUrl, localUrl, log, now } = deps;
  const { store } = foundation;
  const { follower, clock } = desk;
  const { sessions, signIn } = buildSessions(config, deps);
  const leads = config.messengerRouting !== 'off';
  const media = createFetchMedia({ egress: foundation.egress.gate, hosts: config.messengerMediaHosts });
  const streams = mountDesk(server, {
    desk: store.desk,
    ledger: store.ledger,
    follower,
    worker,
    clock,
    sessions,
    customer: buildCustomerFacts(config, deps),
    records: store.records,
    fetchMedia: media.fetch,
    documents: createKeptFiles(store.records, 'document'),
    links: foundation.links,
    tellRead: createTellStaffRead({ ledger: store.ledger, now }),
    sendApi: channels.sendApi,
    contact: config.contact,
    timeZone: config.timeZone,
    showsNames: config.desk.showsNames,
    leads,
    publicUrl: () => publicUrl,
    origins: () => [new URL(publicUrl).origin, new URL(localUrl).origin],
    log,
    now,
  });
  const checkThreads = leads ? createThreadCheck({ records: store.records, follower, worker, now }) : undefined;
  const tender = createDeskTender({ follower, worker, clock, now, log, leads, alsoTend: checkThreads });
  return {
    tender,
    close() {
      tender.stop();
      streams.close();
      void media.close().catch(() => undefined);
      void signIn.close().catch(() => undefined);
    },
  };
}
