import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ConnectorCall } from '../../connectors/ports/call-observer.ts';
import type { Redaction } from '../../secrecy/redact.ts';
import type { Inbound } from '../inbound.ts';
import type { SendFailure, SendOutcome } from '../messenger/send-outcome.ts';
import type { SimulatorTrace } from '../simulator/turn-feed.ts';
import { callLabels, failures, oneOf, outcomeClass, sources, webhookOutcome } from './labels.ts';

/** One event at the door of the journal. */
export interface TakenIn {
  readonly door: Inbound['door'];
  readonly outcome: 'accepted' | 'duplicate' | 'unavailable';
  readonly redacted: readonly Redaction[];
}

/** States that are asked for when somebody reads the metrics. */
export interface Watched {
  storeReady(): Promise<boolean>;
  draining(): boolean;
  pageStopped(): boolean;
}

/** Counts what happens. Every label comes from a closed set; nothing a customer wrote, is or has gets in. */
export interface Metrics {
  /** `status` is undefined where the caller went away before an answer. */
  webhookAnswered(status: number | undefined, seconds: number): void;
  eventTakenIn(event: TakenIn): void;
  /** `thrown`: the conversation was released for another try. */
  claimEnded(result: 'done' | 'stale' | 'halted' | 'thrown'): void;
  turnEnded(trace: Pick<SimulatorTrace, 'dialog' | 'source' | 'events' | 'ms'>): void;
  messageSent(outcome: SendOutcome, seconds: number): void;
  alarmRaised(failure: SendFailure): void;
  called(call: ConnectorCall): void;
  watch(watched: Watched): void;
  /** The exposition, as Prometheus reads it (text format 0.0.4). */
  text(): Promise<string>;
  readonly contentType: string;
  /** Names of Guichet's own metrics, without those of the process. */
  readonly names: readonly string[];
}

const quickSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const slowSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

function declareEdge(registers: Registry[]) {
  return {
    webhookRequests: new Counter({
      name: 'guichet_webhook_requests_total',
      help: 'Deliveries of Meta by what they were answered: accepted, bad_signature, bad_request, too_large, unavailable, failed, aborted.',
      labelNames: ['outcome'],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: 'guichet_webhook_seconds',
      help: 'From a delivery of Meta to its answer.',
      buckets: quickSeconds,
      registers,
    }),
    events: new Counter({
      name: 'guichet_events_total',
      help: 'Events that customers caused, by what the journal said: accepted, duplicate, unavailable.',
      labelNames: ['door', 'outcome'],
      registers,
    }),
    redactions: new Counter({
      name: 'guichet_redactions_total',
      help: 'Whole card numbers and IBANs taken out of what was written, by kind, once per accepted message.',
      labelNames: ['kind'],
      registers,
    }),
  };
}

function declareTurns(registers: Registry[]) {
  return {
    claims: new Counter({
      name: 'guichet_claims_total',
      help: 'Turns tried, by what came of it: done, stale (another worker had taken over), halted (sending is stopped), thrown (tried again).',
      labelNames: ['result'],
      registers,
    }),
    turns: new Counter({
      name: 'guichet_turns_total',
      help: 'Finished turns by dialog (none: not understood) and by the reader that decided.',
      labelNames: ['dialog', 'source'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'guichet_turn_seconds',
      help: 'From the claim of an event to its last reply sent.',
      labelNames: ['dialog'],
      buckets: slowSeconds,
      registers,
    }),
    turnFailures: new Counter({
      name: 'guichet_turn_failures_total',
      help: 'Turns that ended with an apology, by reason: a code of the connectors, or internal.',
      labelNames: ['dialog', 'reason'],
      registers,
    }),
  };
}

function declareCalls(registers: Registry[]) {
  return {
    sends: new Counter({
      name: 'guichet_sends_total',
      help: 'Messages to the Send API by outcome (sent, failed, unknown) and by what is done about it (none, retry, wait, never, plainer, stop_page).',
      labelNames: ['outcome', 'action'],
      registers,
    }),
    sendSeconds: new Histogram({
      name: 'guichet_send_seconds',
      help: 'From the first try of a message to its outcome, pauses included.',
      buckets: slowSeconds,
      registers,
    }),
    alarms: new Counter({
      name: 'guichet_send_alarms_total',
      help: 'Answers of the Send API that somebody has to look at, by what is done about them.',
      labelNames: ['action'],
      registers,
    }),
    calls: new Counter({
      name: 'guichet_connector_calls_total',
      help: 'Calls to other systems by outcome: 2xx to 5xx, or a code where no usable answer came.',
      labelNames: ['system', 'operation', 'outcome'],
      registers,
    }),
    callSeconds: new Histogram({
      name: 'guichet_connector_call_seconds',
      help: 'Duration of calls to other systems, tries and pauses included.',
      labelNames: ['system', 'operation'],
      buckets: quickSeconds,
      registers,
    }),
  };
}

function declareStates(registers: Registry[], watched: () => Watched | undefined): void {
  const gauge = (name: string, help: string, read: (watched: Watched) => boolean | Promise<boolean>): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const now = watched();
        this.set(now && (await read(now)) ? 1 : 0);
      },
    });
  gauge('guichet_store_ready', '1 while the store takes and gives back a probe.', (now) => now.storeReady());
  gauge('guichet_draining', '1 from the signal to stop on.', (now) => now.draining());
  gauge('guichet_page_stopped', '1 once Meta has refused the Page itself; nothing is sent until the process starts anew.', (now) =>
    now.pageStopped(),
  );
}

/** The one kind of event that says that a turn failed. */
const failedEvent = /^failed (\w+)$/;

/**
 * Every metric of one application, in a registry of its own.
 * @param options `dialogs`: ids that may stand in a label; `process`: also measure the process (event loop, heap, garbage collection).
 */
export function createMetrics({ dialogs, process = false }: { readonly dialogs: readonly string[]; readonly process?: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const edge = declareEdge(registers);
  const turn = declareTurns(registers);
  const call = declareCalls(registers);
  let watched: Watched | undefined;
  declareStates(registers, () => watched);
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  if (process) collectDefaultMetrics({ register: registry });
  return {
    webhookAnswered(status, seconds) {
      edge.webhookRequests.inc({ outcome: webhookOutcome(status) });
      edge.webhookSeconds.observe(seconds);
    },
    eventTakenIn({ door, outcome, redacted }) {
      edge.events.inc({ door, outcome });
      if (outcome === 'accepted') for (const kind of redacted) edge.redactions.inc({ kind });
    },
    claimEnded: (result) => turn.claims.inc({ result }),
    turnEnded({ dialog: name, source, events, ms }) {
      const dialog = name === null ? 'none' : oneOf(dialogs, name);
      turn.turns.inc({ dialog, source: oneOf(sources, source) });
      turn.turnSeconds.observe({ dialog }, ms / 1_000);
      const reason = events.map((event) => failedEvent.exec(event)?.[1]).find((code) => code !== undefined);
      if (reason !== undefined) turn.turnFailures.inc({ dialog, reason: oneOf(failures, reason) });
    },
    messageSent(outcome, seconds) {
      call.sends.inc({ outcome: outcome.outcome, action: outcome.outcome === 'failed' ? outcome.action : 'none' });
      call.sendSeconds.observe(seconds);
    },
    alarmRaised: ({ action }) => call.alarms.inc({ action }),
    called({ system, operation, outcome, ms }) {
      const labels = callLabels(system, operation);
      call.calls.inc({ ...labels, outcome: outcomeClass(outcome) });
      call.callSeconds.observe(labels, ms / 1_000);
    },
    watch: (next) => void (watched = next),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    names,
  };
}
