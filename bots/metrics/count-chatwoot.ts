import { Counter, Gauge, type Registry } from 'prom-client';
import type { DeliveryOutcome } from '../chatwoot/webhook.ts';

/** What goes between Guichet and the bank's Chatwoot. */
export interface ChatwootMetrics {
  chatwootDelivered(outcome: DeliveryOutcome): void;
  /** `count` is asked when somebody reads the metrics. */
  watchChatwoot(count: () => number): void;
}

export function countChatwoot(registers: Registry[]): ChatwootMetrics {
  const deliveries = new Counter({
    name: 'guichet_chatwoot_webhooks_total',
    help: 'Deliveries of Chatwoot by what became of them: accepted, duplicate, ignored, unknown (no conversation of ours), bad_signature, bad_request, unavailable, failed.',
    labelNames: ['outcome'],
    registers,
  });
  let waiting = (): number => 0;
  const gauge = new Gauge({
    name: 'guichet_chatwoot_waiting',
    help: 'Conversations with something that Chatwoot has not got yet.',
    aggregator: 'sum',
    registers,
    collect() {
      this.set(waiting());
    },
  });
  gauge.set(0);
  return {
    chatwootDelivered: (outcome) => deliveries.inc({ outcome }),
    watchChatwoot: (count) => void (waiting = count),
  };
}
