import { z } from 'zod';
import { exchange } from '../../connectors/http/exchange.ts';
import type { EgressDispatcher } from '../../secrecy/egress/egress-gate.ts';
import type { ReadinessReport } from '../http/health.ts';

const reportSchema = z.object({
  status: z.enum(['starting', 'ready', 'not ready', 'draining']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
});

/** Longer than a worker takes for its own checks. */
const patienceMs = 4_000;
const maxAnswerBytes = 64 * 1_024;
const unknown: ReadinessReport = { status: 'not ready', checks: {} };

/** Asks at the port that the workers share, as a customer would reach them: one of them answers. */
export async function readinessOfWorkers(connections: EgressDispatcher, localUrl: string): Promise<ReadinessReport> {
  try {
    const { body } = await exchange(connections, {
      origin: new URL(localUrl).origin,
      method: 'GET',
      path: '/readyz',
      headers: {},
      // A new connection each time: a kept one would always ask the same worker.
      reset: true,
      operation: 'readiness',
      timeoutMs: patienceMs,
      maxAnswerBytes,
    });
    const report = reportSchema.safeParse(JSON.parse(body?.toString('utf8') ?? ''));
    return report.success ? report.data : unknown;
  } catch {
    return unknown;
  }
}
