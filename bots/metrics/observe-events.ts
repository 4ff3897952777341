import type { MessengerEvent } from '../messenger/messenger-event.ts';
import type { ParsedWebhook } from '../messenger/payloads.ts';
import { oneOf, policyActions } from './labels.ts';
import type { Metrics } from './metrics.ts';

/** Who hears of what Meta tells. */
export interface EventListeners {
  readonly metrics: Pick<Metrics, 'webhookTold' | 'policyEnforced'>;
  readonly log: {
    debug(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

/** Of a block nobody else would tell before customers do; Meta's reason is its own text and stands in its support inbox. */
function tellPolicy({ metrics, log }: EventListeners, event: Extract<MessengerEvent, { kind: 'policy_enforcement' }>): void {
  const { pageId } = event;
  const action = oneOf(policyActions, event.action);
  metrics.policyEnforced(action);
  if (action === 'unblock') log.warn({ action, pageId }, 'Meta has lifted a policy measure from the Page');
  else log.error({ action, pageId }, 'Meta enforces a policy on the Page');
}

/** Counts the events of each delivery by kind, also those that ask for nothing; what Meta says about the Page itself is told at once. */
export function observeEvents(listeners: EventListeners): (read: ParsedWebhook) => void {
  const { metrics, log } = listeners;
  return ({ events, rejected }) => {
    if (rejected > 0) metrics.webhookTold('unreadable', rejected);
    for (const event of events) {
      metrics.webhookTold(event.kind);
      if (event.kind === 'policy_enforcement') tellPolicy(listeners, event);
      if (event.kind === 'unknown') log.debug({ fields: event.fields }, 'Meta told of something that is not known here');
    }
  };
}
