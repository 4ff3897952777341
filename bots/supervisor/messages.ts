import { z } from 'zod';

/** What a worker tells the process above it. */
export const fromWorkerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat') }),
  /** It serves: `url` for customers, `localUrl` on this host. */
  z.object({ kind: z.literal('ready'), url: z.string(), localUrl: z.string() }),
  /** Its metrics, as prom-client's `getMetricsAsJSON` gives them. */
  z.object({ kind: z.literal('metrics'), request: z.number(), metrics: z.array(z.looseObject({ name: z.string() })) }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;

/** What a worker is asked. */
export const toWorkerSchema = z.object({ kind: z.literal('read_metrics'), request: z.number() });
export type ToWorker = z.infer<typeof toWorkerSchema>;
