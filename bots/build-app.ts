import { randomUUID } from 'node:crypto';
import type { StoreTimes } from '../store/port.ts';
import { buildChannels, type Channels } from './compose/channels.ts';
import { buildChatwoot, type ChatwootParts } from './compose/chatwoot.ts';
import { buildDesk, type DeskParts } from './compose/desk.ts';
import { buildFoundation, type Foundation } from './compose/foundation.ts';
import { mountAll } from './compose/http.ts';
import { pageOf } from './compose/page.ts';
import type { ModelParts, ModelPartsDeps } from './compose/second-opinion.ts';
import { type SimulatorParts, startSimulator } from './compose/simulator-parts.ts';
import { stopInOrder } from './compose/stop.ts';
import { createTelemetry, type Telemetry, watchParts } from './compose/telemetry.ts';
import { buildAdmission, buildTurns } from './compose/turns.ts';
import type { Config } from './config.ts';
import { createServer } from './http/create-server.ts';
import { type Listening, listen } from './http/listen.ts';
import { mountStartingGate, type StartingGate } from './http/starting-gate.ts';
import type { Log } from './log.ts';
import type { SendTimes } from './messenger/send-times.ts';
import type { Metrics } from './metrics/metrics.ts';
import { observeWebhook } from './metrics/observe-webhook.ts';
import type { Simulator } from './simulator/simulator.ts';
import { createLoopLateness, type LoopLateness } from './turns/loop-lateness.ts';
import { createTurnEvents } from './turns/turn-events.ts';
import type { TurnWorker } from './turns/turn-worker.ts';

/** What is running once `start` has resolved. */
export interface Running {
  /** The address customers' browsers reach. */
  readonly url: string;
  /** The same on this machine. */
  readonly localUrl: string;
  /** There unless a real Page is configured. */
  readonly simulator: Simulator | undefined;
  readonly foundation: Foundation;
  /** The operators' port, where one is configured. */
  readonly adminUrl: string | undefined;
}

/** A whole Guichet. */
export interface App {
  readonly metrics: Pick<Metrics, 'json'>;
  start(): Promise<Running>;
  /** Takes nothing new, finishes the turns under way, and closes everything, in less than 10 seconds. */
  stop(): Promise<void>;
}

export interface AppOverrides {
  readonly log: Log;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly storeTimes?: StoreTimes;
  /** How long Messenger is waited for. */
  readonly sendTimes?: SendTimes;
  /** How far the event loop may be behind before events are refused, in milliseconds. */
  readonly mostLateMs?: number;
  /** False where others use the network in the same process, as in a test: otherwise sockets to whoever is not on the list are refused. */
  readonly guardSockets?: boolean;
}

/** How often revocations that the bank did not take are tried again. */
const revocationsMs = 60_000;
/** How often erasures that a crash has left are ended: each is done within a minute of being asked for. */
const erasuresMs = 20_000;

interface Parts extends Omit<Running, 'adminUrl'> {
  readonly channels: Channels;
  readonly worker: TurnWorker;
  readonly model: ModelParts | undefined;
  readonly simulation: SimulatorParts | undefined;
  readonly desk: DeskParts | undefined;
  readonly chatwoot: ChatwootParts | undefined;
  /** Ends the simulator's event streams, which would otherwise keep the server open. */
  readonly streams: { close(): void };
}

interface Built extends Required<Omit<AppOverrides, 'storeTimes' | 'sendTimes' | 'mostLateMs'>> {
  readonly storeTimes: StoreTimes | undefined;
  readonly sendTimes: SendTimes | undefined;
  readonly listening: Listening;
  readonly server: ReturnType<typeof createServer>;
  readonly telemetry: Telemetry;
  readonly lateness: LoopLateness;
  readonly mostLateMs: number | undefined;
}

/** Loaded where the bank has a language model: nobody else waits for its library, which is large. */
async function buildModel({ model }: Config, deps: ModelPartsDeps): Promise<ModelParts | undefined> {
  if (!model) return undefined;
  const { buildSecondOpinion } = await import('./compose/second-opinion.ts');
  return buildSecondOpinion(model, deps);
}

async function buildParts(config: Config, built: Built): Promise<Parts> {
  const { log, now, newId, listening, server, storeTimes, sendTimes, telemetry, lateness } = built;
  const { metrics, readiness, trace } = telemetry;
  const url = config.http.publicUrl ?? listening.url;
  const page = pageOf(config);
  const foundation = await buildFoundation(config, {
    log,
    now,
    publicUrl: url,
    storeTimes,
    metrics,
    trace,
    guardSockets: built.guardSockets,
  });
  const turns = createTurnEvents();
  turns.onTurnEnd((turn) => metrics.turnEnded(turn.trace));
  const { demo } = foundation;
  const simulation =
    demo && !page.real
      ? await startSimulator({ ...foundation, demo, page, url: listening.url, model: config.model !== undefined, turns, now, newId })
      : undefined;
  const simulator = simulation?.simulator;
  const graphUrl = simulation?.graph.url ?? config.graph.url;
  const channels = buildChannels(config, {
    page,
    graphUrl,
    egress: foundation.egress,
    records: foundation.store.records,
    metrics,
    log,
    now,
    newId,
    sendTimes,
  });
  const { channelFor } = channels;
  const desk = buildDesk(config, { foundation, log, now });
  const model = await buildModel(config, { egress: foundation.egress, metrics, log, now });
  const secondOpinion = model?.secondOpinion;
  const turnParts = { foundation, desk, channelFor, events: turns, metrics, trace, lateness, secondOpinion, log, now, newId };
  const worker = buildTurns(config, turnParts);
  const admission = buildAdmission(config, { worker, page, lateness, mostLateMs: built.mostLateMs });
  const shared = { foundation, channels, page, worker, admission, simulator, metrics, readiness, log, now };
  const streams = mountAll(server, config, { ...shared, desk, publicUrl: url, localUrl: listening.url });
  const chatwoot = buildChatwoot(config, { foundation, desk, worker, metrics, publicUrl: url, log, now, newId });
  chatwoot?.mount(server);
  watchParts(telemetry, { foundation, channels, worker, now });
  return { url, localUrl: listening.url, simulator, foundation, channels, worker, model, simulation, desk, chatwoot, streams };
}

async function closeConnections({ channels, model, simulation, foundation, desk, chatwoot }: Parts): Promise<void> {
  await chatwoot?.stop();
  await desk?.follower.stop();
  await model?.close();
  await channels.sendApi.close();
  simulation?.simulator.close();
  await simulation?.webhook.close();
  await simulation?.graph.stop();
  await foundation.close();
}

/** A server that answers 503 until the application is built; deliveries are counted from the first one on. */
function createFront(log: Log, { metrics }: Telemetry): { readonly server: Built['server']; readonly gate: StartingGate } {
  const server = createServer(log);
  observeWebhook(server, { path: '/messenger/webhook', metrics });
  return { server, gate: mountStartingGate(server) };
}

/** Ends at once what a crash has left, and again and again. */
function startErasures({ erasures }: Foundation, log: Log): NodeJS.Timeout {
  const run = (): void => void erasures.runDue().catch(() => log.warn({}, 'erasures are waiting'));
  run();
  return setInterval(run, erasuresMs);
}

function startWork({ foundation, desk, chatwoot, worker }: Parts): void {
  foundation.ledger.loop.start();
  desk?.follower.start();
  chatwoot?.start();
  worker.start();
}

/** The composition root: from the configuration to a running whole, each part handed what it needs. */
export function buildApp(config: Config, overrides: AppOverrides): App {
  const { log: plainLog, now = () => new Date(), newId = randomUUID, storeTimes, sendTimes, mostLateMs, guardSockets = true } = overrides;
  const telemetry = createTelemetry(config);
  const log = telemetry.trace.mark(plainLog);
  const { server, gate } = createFront(log, telemetry);
  const lateness = createLoopLateness();
  let listening: Listening | undefined;
  let admin: Listening | undefined;
  let parts: Parts | undefined;
  let revocations: NodeJS.Timeout | undefined;
  let erasures: NodeJS.Timeout | undefined;
  return {
    metrics: telemetry.metrics,
    async start() {
      listening = await listen(server.server, config.http);
      try {
        admin = await telemetry.listen(log);
        const times = { storeTimes, sendTimes, mostLateMs };
        parts = await buildParts(config, { log, now, newId, ...times, guardSockets, listening, server, telemetry, lateness });
      } catch (error) {
        await Promise.all([listening.close(), admin?.close()]);
        throw error;
      }
      const { links } = parts.foundation;
      revocations = setInterval(() => void links.runDueRevocations().catch(() => log.warn({}, 'revocations are waiting')), revocationsMs);
      erasures = startErasures(parts.foundation, log);
      startWork(parts);
      lateness.start();
      gate.open();
      return { ...parts, adminUrl: admin?.url };
    },
    async stop() {
      telemetry.readiness.drain();
      clearInterval(revocations);
      clearInterval(erasures);
      lateness.stop();
      parts?.streams.close();
      await stopInOrder({
        closeDoor: async () => listening?.close(),
        worker: parts?.worker,
        endWaits: () => parts?.channels.sendApi.endWaits(),
        closeConnections: async () => (parts ? closeConnections(parts) : undefined),
        log,
      });
      // Last, so that operators can watch the end.
      await admin?.close();
    },
  };
}
