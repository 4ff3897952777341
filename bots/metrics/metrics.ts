import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ConnectorCall } from '../../connectors/ports/call-observer.ts';
import type { Redaction } from '../../secrecy/redact.ts';
import type { Inbound } from '../inbound.ts';
import type { MessengerEvent } from '../messenger/messenger-event.ts';
import type { SendFailure, SendOutcome } from '../messenger/send-outcome.ts';
import type { TurnResult } from '../turns/attempts.ts';
import type { ShedReason } from '../turns/overloaded-error.ts';
import type { Breakage } from '../turns/turn-error.ts';
import type { FinishedTurnTrace } from '../turns/turn-feed.ts';
import { type ChatwootMetrics, countChatwoot } from './count-chatwoot.ts';
import { countEgress, type EgressMetrics } from './count-egress.ts';
import { countModel, type ModelMetrics } from './count-model.ts';
import { declareCalls, declareEdge, declareTurns } from './declare-counters.ts';
import { declareStates, type Watched } from './declare-states.ts';
import { callLabels, failures, oneOf, outcomeClass, policyActions, sources, webhookOutcome } from './labels.ts';

/** One event at the door of the journal. */
export interface TakenIn {
  readonly door: Inbound['door'];
  readonly outcome: 'accepted' | 'duplicate' | 'unavailable' | 'shed';
  readonly redacted: readonly Redaction[];
}

/** Counts what happens. Every label comes from a closed set; nothing a customer wrote, is or has gets in. */
export interface Metrics extends EgressMetrics, ModelMetrics, ChatwootMetrics {
  /** `status` is undefined where the caller went away before an answer. */
  webhookAnswered(status: number | undefined, seconds: number): void;
  /** Meta told of this, as often as it delivers it. */
  webhookTold(kind: MessengerEvent['kind'] | 'unreadable', times?: number): void;
  /** Meta enforces a policy on the Page. */
  policyEnforced(action: string): void;
  eventTakenIn(event: TakenIn): void;
  /** An event was not taken in, so that those that were are answered in time. */
  shed(reason: ShedReason): void;
  /** A conversation was taken over that its worker had left. */
  takenOver(): void;
  claimEnded(result: TurnResult): void;
  quarantined(reason: Breakage): void;
  turnEnded(trace: Pick<FinishedTurnTrace, 'dialog' | 'source' | 'events' | 'ms'>): void;
  messageSent(outcome: SendOutcome, seconds: number): void;
  alarmRaised(failure: SendFailure): void;
  called(call: ConnectorCall): void;
  watch(watched: Watched): void;
  /** The exposition, as Prometheus reads it (text format 0.0.4). */
  text(): Promise<string>;
  /** The same for the process above this one, which adds up several. */
  json(): Promise<readonly object[]>;
  readonly contentType: string;
  /** Names of Guichet's own metrics, without those of the process. */
  readonly names: readonly string[];
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
  const [edge, turn, call] = [declareEdge(registers), declareTurns(registers), declareCalls(registers)];
  const others = { ...countEgress(registers), ...countModel(registers), ...countChatwoot(registers) };
  let watched: Watched | undefined;
  declareStates(registers, () => watched);
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  if (process) collectDefaultMetrics({ register: registry });
  return {
    webhookAnswered(status, seconds) {
      edge.webhookRequests.inc({ outcome: webhookOutcome(status) });
      edge.webhookSeconds.observe(seconds);
    },
    webhookTold: (kind, times = 1) => edge.webhookEvents.inc({ kind }, times),
    policyEnforced: (action) => edge.policies.inc({ action: oneOf(policyActions, action) }),
    eventTakenIn({ door, outcome, redacted }) {
      edge.events.inc({ door, outcome });
      if (outcome === 'accepted') for (const kind of redacted) edge.redactions.inc({ kind });
    },
    shed: (reason) => edge.shed.inc({ reason }),
    takenOver: () => turn.takeovers.inc(),
    claimEnded: (result) => turn.claims.inc({ result }),
    quarantined: (reason) => turn.quarantined.inc({ reason }),
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
    ...others,
    watch: (next) => void (watched = next),
    text: () => registry.metrics(),
    json: () => registry.getMetricsAsJSON(),
    contentType: registry.contentType,
    names,
  };
}
