import { request } from 'undici';
import { z } from 'zod';
import type { ReadinessReport } from '../http/health.ts';

const reportSchema = z.object({
  status: z.enum(['starting', 'ready', 'not ready', 'draining']),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
});

/** Longer than a worker takes for its own checks. */
const patienceMs = 4_000;
const unknown: ReadinessReport = { status: 'not ready', checks: {} };

/** Asks at the port that the workers share, as a customer would reach them: one of them answers. */
export async function readinessOfWorkers(localUrl: string): Promise<ReadinessReport> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    // A new connection each time: a kept one would always ask the same worker.
    const { body } = await request(`${localUrl}/readyz`, { reset: true, signal });
    const report = reportSchema.safeParse(await body.json());
    return report.success ? report.data : unknown;
  } catch {
    return unknown;
  }
}
