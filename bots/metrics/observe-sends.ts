import type { SendApi } from '../messenger/send-api.ts';
import type { Metrics } from './metrics.ts';

/** The same Send API, each message counted by its outcome. */
export function observeSends(sendApi: SendApi, metrics: Metrics): SendApi {
  return {
    ...sendApi,
    async send(psid, body, options) {
      const startedAt = performance.now();
      const outcome = await sendApi.send(psid, body, options);
      metrics.messageSent(outcome, (performance.now() - startedAt) / 1_000);
      return outcome;
    },
  };
}
