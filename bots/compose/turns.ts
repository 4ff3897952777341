import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import type { DialogServices } from '../../dialogs/services.ts';
import { createEngine } from '../../engine/create-engine.ts';
import type { SecondOpinion } from '../../understanding/second-opinion/create-second-opinion.ts';
import { topicOf } from '../booth/topic-of.ts';
import type { ChannelFor } from '../channel.ts';
import type { Config } from '../config.ts';
import { answeringDocuments } from '../desk/answer-documents.ts';
import { createDeskAnswer } from '../desk/desk-answer.ts';
import { GuichetBot } from '../guichet-bot.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { TurnTrace } from '../metrics/turn-trace.ts';
import { OutboxAdapter } from '../outbox-adapter.ts';
import { type Admission, createAdmission } from '../turns/admission.ts';
import { type Answer, createAnswer } from '../turns/answer.ts';
import { createAttempts } from '../turns/attempts.ts';
import type { LoopLateness } from '../turns/loop-lateness.ts';
import { createPerformTurn } from '../turns/perform-turn.ts';
import { createRecheckReplies } from '../turns/recheck-replies.ts';
import { createTellLedger } from '../turns/tell-ledger.ts';
import type { TurnReport } from '../turns/turn.ts';
import type { TurnEvents } from '../turns/turn-events.ts';
import { createTurnWorker, type TurnWorker, type TurnWorkerDeps } from '../turns/turn-worker.ts';
import { createApology, createInstead } from './apology.ts';
import { disclosureOf } from './ceiling.ts';
import type { DeskParts } from './desk.ts';
import { buildEffects, type EffectParts } from './effects.ts';
import type { Foundation } from './foundation.ts';
import type { Page } from './page.ts';
import { buildSpeech, type Speech } from './speech.ts';

/** How often to look for what a dead worker left behind. */
const sweepMs = 1_000;

/** How many turns run at the same time in one process. */
const sideBySide = 256;

/** A process that has so many turns under way, or whose event loop is that late three times in a row, leaves out what nobody misses. */
const behind = { turns: 64, lateMs: 100 } as const;

export interface TurnPartsDeps {
  readonly foundation: Foundation;
  readonly channelFor: ChannelFor;
  readonly events: TurnEvents;
  readonly metrics: Metrics;
  readonly trace: TurnTrace;
  readonly lateness: Pick<LoopLateness, 'lateMs'>;
  readonly secondOpinion: SecondOpinion | undefined;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Where people take conversations over; without it nobody does. */
  readonly desk: DeskParts | undefined;
}

interface AnswerParts {
  readonly speech: Speech;
  readonly effects: EffectParts;
  readonly deps: PerformParts;
}

function buildAnswer(config: Config, { speech, effects, deps }: AnswerParts): Answer {
  const { foundation, secondOpinion, isCrowded, log, now, newId } = deps;
  const engine = createEngine<DialogServices>({ dialogs: dialogCatalogue, now, newId, log });
  return createAnswer({
    understanding: speech.understanding,
    // Where many wait, nobody waits for a second opinion.
    secondOpinion: secondOpinion && { on: async (wish) => (isCrowded() ? wish.first : secondOpinion.on(wish)) },
    disclose: speech.disclose,
    engine,
    links: foundation.links,
    bankingFor: (asker) => foundation.connectors.bankingFor(asker),
    protectionFor: effects.protectionFor,
    erasures: foundation.erasures,
    contact: config.contact,
    consents: foundation.consents,
    disclosure: disclosureOf(config),
    async offerPage({ conversation, language, ...asked }) {
      const topic = topicOf(asked);
      return topic && (await foundation.booth.offer(conversation, topic, language)).url;
    },
    timeZone: config.timeZone,
    now,
  });
}

/** The bot, and people beside it where there is a desk. */
function withDesk(config: Config, parts: AnswerParts): Answer {
  const answer = buildAnswer(config, parts);
  const { desk, now } = parts.deps;
  if (!desk) return answer;
  const { disclose } = parts.speech;
  const { booth } = parts.deps.foundation;
  return createDeskAnswer({
    answer: answeringDocuments(answer, {
      disclose,
      offer: (conversation, language) => booth.offer(conversation, { page: 'documents' }, language),
    }),
    disclose,
    facts: desk.facts,
    showsNames: config.desk.showsNames,
    routing: config.messengerRouting,
    now,
  });
}

type Perform = TurnWorkerDeps['perform'];

/** Follows each turn from its claim to its last reply, and counts what came of it. */
function observed(perform: Perform, { metrics, trace }: TurnPartsDeps): Perform {
  return (claim) =>
    trace.follow(claim.eventId, async () => {
      const result = await perform(claim);
      metrics.claimEnded(result);
      return result;
    });
}

interface PerformParts extends TurnPartsDeps {
  readonly effects: EffectParts;
  readonly isBehind: () => boolean;
  readonly isCrowded: () => boolean;
}

/** From a claim to its replies sent: computed, tried again, or set aside. */
function buildPerform(config: Config, deps: PerformParts): Perform {
  const { effects, isBehind, foundation, channelFor, events, log, metrics, now, desk } = deps;
  const { conversations, quarantine } = foundation.store;
  const speech = buildSpeech();
  const bot = new GuichetBot({ answer: withDesk(config, { speech, effects, deps }), channelFor });
  const tellLedger = createTellLedger({ signer: foundation.ledger.signer, now });
  const shared = {
    conversations,
    channelFor,
    log,
    tellLedger,
    onTurnEnd: (report: TurnReport) => events.emit(report),
    ticks: () => performance.now(),
  };
  const recheck = createRecheckReplies({
    links: foundation.links,
    consents: foundation.consents,
    disclosure: disclosureOf(config),
    instead: createInstead({ catalogue: speech.catalogue, channelFor }),
    ledger: foundation.store.ledger,
    tellLedger,
    now,
  });
  const tellDesk = desk ? { tellDesk: desk.tellDesk } : {};
  return createAttempts({
    ...shared,
    ...tellDesk,
    perform: createPerformTurn({
      ...shared,
      adapter: new OutboxAdapter(),
      bot,
      callLog: foundation.callLog,
      recheck,
      isBehind,
      ...tellDesk,
    }),
    quarantine,
    apology: createApology({ catalogue: speech.catalogue, channelFor, contact: config.contact }),
    onQuarantined: (reason) => metrics.quarantined(reason),
    now,
  });
}

/** The seconds in which the events of one customer are counted. */
const windowS = 10;
/** With 256 turns side by side and as much waiting, what is taken in is answered within two seconds also where three times as much comes. */
const defaultMostLateMs = 500;

export interface AdmissionParts {
  readonly worker: TurnWorker;
  /** The customers of the simulator are programs, often. */
  readonly page: Pick<Page, 'real'>;
  readonly lateness: Pick<LoopLateness, 'lateMs'>;
  readonly mostLateMs?: number | undefined;
}

/** What decides whether an event is taken in now. */
export function buildAdmission(config: Config, { worker, page, lateness, mostLateMs = defaultMostLateMs }: AdmissionParts): Admission {
  const { mostTurns, mostEventsPerCustomer: events } = config;
  return createAdmission({
    mostTurns,
    mostLateMs,
    perCustomer: page.real && events > 0 ? { events, windowS } : undefined,
    heldTurns: () => worker.held().active,
    lateMs: () => lateness.lateMs(),
    waitedMs: () => worker.held().waitedMs,
  });
}

/** Everything from the journal to the outbox. */
export function buildTurns(config: Config, deps: TurnPartsDeps): TurnWorker {
  const { foundation, lateness, metrics, log, now } = deps;
  const effects = buildEffects({ foundation, timeZone: config.timeZone, log, now });
  const isCrowded = (): boolean => worker.held().active > behind.turns;
  const isBehind = (): boolean => isCrowded() || lateness.lateMs() > behind.lateMs;
  const worker = createTurnWorker({
    conversations: foundation.store.conversations,
    perform: observed(buildPerform(config, { ...deps, effects, isBehind, isCrowded }), deps),
    leaseMs: foundation.storeTimes.leaseMs,
    sweepMs,
    sideBySide: Math.min(sideBySide, config.mostTurns),
    // Leftovers leave room for what customers write now.
    mostHeld: Math.ceil(config.mostTurns / 2),
    onTakeover: () => metrics.takenOver(),
    log,
  });
  return effects.lookedAfter(worker);
}
