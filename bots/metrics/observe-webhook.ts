import type restify from 'restify';
import type { Metrics } from './metrics.ts';

/**
 * Counts the deliveries to one address by what they were answered. To be mounted before everything else, or what is
 * answered earlier is not seen.
 */
export function observeWebhook(
  server: restify.Server,
  { path, metrics }: { readonly path: string; readonly metrics: Pick<Metrics, 'webhookAnswered'> },
): void {
  server.pre((request, response, next) => {
    if (request.method === 'POST' && request.path() === path) {
      const startedAt = performance.now();
      let status: number | undefined;
      // Who is gone gets no answer, whatever status restify notes for it.
      response.once('finish', () => (status = response.statusCode));
      response.once('close', () => metrics.webhookAnswered(status, (performance.now() - startedAt) / 1_000));
    }
    return next();
  });
}
