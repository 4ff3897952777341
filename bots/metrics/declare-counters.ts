import { Counter, Histogram, type Registry } from 'prom-client';

const quickSeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const slowSeconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What happens at the doors: deliveries, events, refusals, and what was taken out of messages. */
export function declareEdge(registers: Registry[]) {
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
    webhookEvents: new Counter({
      name: 'guichet_webhook_events_total',
      help: 'What Meta told, by kind of event, as often as it was delivered; unreadable: something else than Meta sends under its name.',
      labelNames: ['kind'],
      registers,
    }),
    policies: new Counter({
      name: 'guichet_page_policy_total',
      help: 'Times Meta enforced a policy on the Page: warning, block, unblock.',
      labelNames: ['action'],
      registers,
    }),
    events: new Counter({
      name: 'guichet_events_total',
      help: 'Events that customers caused, by what the journal said: accepted, duplicate, unavailable, shed (not asked).',
      labelNames: ['door', 'outcome'],
      registers,
    }),
    shed: new Counter({
      name: 'guichet_shed_total',
      help: 'Events refused with 503, to be delivered again: turns (too many are held), event_loop (the process does not keep up), customer (one writes too fast), inbox (too many of one customer wait). A delivery that is refused unread counts as one.',
      labelNames: ['reason'],
      registers,
    }),
    redactions: new Counter({
      name: 'guichet_redactions_total',
      help: 'Card numbers, what looks like one or like a part of one, IBANs, codes, PINs and passwords taken out of what was written, by kind, once per accepted message.',
      labelNames: ['kind'],
      registers,
    }),
  };
}

/** What becomes of turns. */
export function declareTurns(registers: Registry[]) {
  return {
    claims: new Counter({
      name: 'guichet_claims_total',
      help: 'Turns tried, by what came of it: done, stale (another worker had taken over), halted (sending is stopped), failed (tried again), postponed (the store is away).',
      labelNames: ['result'],
      registers,
    }),
    takeovers: new Counter({
      name: 'guichet_takeovers_total',
      help: 'Conversations with work that the sweep found: their worker died, stopped, or gave them back for another try.',
      registers,
    }),
    quarantined: new Counter({
      name: 'guichet_quarantined_total',
      help: 'Events set aside after three tries, by what they broke in: unreadable, turn, timed_out, delivery, worker_died.',
      labelNames: ['reason'],
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

/** What is asked of other systems, Meta’s Send API above all. */
export function declareCalls(registers: Registry[]) {
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
