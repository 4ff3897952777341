import type restify from 'restify';
import { inTime } from '../in-time.ts';

/** One thing that must work for the bot to be ready. */
export interface ReadinessCheck {
  readonly name: string;
  /** Told in the report and decides nothing: without it customers are better served than by nobody. */
  readonly advisory?: true;
  /** Rejects when it does not. */
  check(): Promise<void>;
}

/** What `/readyz` answers. */
export interface ReadinessReport {
  readonly status: 'starting' | 'ready' | 'not ready' | 'draining';
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
}

/** Whether work may be sent to this process. */
export interface Readiness {
  /** From now on it depends on these. */
  begin(checks: readonly ReadinessCheck[]): void;
  /** From now on it is not, whatever the checks say: the process finishes what it has and ends. */
  drain(): void;
  readonly draining: boolean;
  report(): Promise<ReadinessReport>;
}

const checkTimeoutMs = 2_000;

/** Whether a check passes in time. */
export async function passes(check: () => Promise<void>): Promise<boolean> {
  try {
    await inTime(check(), checkTimeoutMs, () => new Error('timed out'));
    return true;
  } catch {
    return false;
  }
}

async function reportOf(checks: readonly ReadinessCheck[]): Promise<ReadinessReport> {
  const results = await Promise.all(checks.map(async (check) => ({ ...check, ok: await passes(() => check.check()) })));
  const ready = results.every(({ ok, advisory }) => ok || advisory);
  return { status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(results.map(({ name, ok }) => [name, ok ? 'ok' : 'failed'])) };
}

/** @param initial checks, where they are known from the start. */
export function createReadiness(initial?: readonly ReadinessCheck[]): Readiness {
  let checks = initial;
  let draining = false;
  return {
    begin: (next) => void (checks = next),
    drain: () => void (draining = true),
    get draining() {
      return draining;
    },
    async report() {
      const report = checks && !draining ? await reportOf(checks) : { status: 'starting' as const, checks: {} };
      // A signal may have come while the checks were running.
      return draining ? { status: 'draining', checks: {} } : report;
    },
  };
}

/** The status that goes with a report: 200 only for what is ready. */
export function statusOf({ status }: ReadinessReport): 200 | 503 {
  return status === 'ready' ? 200 : 503;
}

/** `GET /healthz`: the process answers. `GET /readyz`: every check that decides passes (200) or not (503), with the name of each. */
export function mountHealth(server: restify.Server, readiness: Pick<Readiness, 'report'>): void {
  server.get('/healthz', async (_request, response): Promise<void> => {
    response.json(200, { status: 'ok' });
  });
  server.get('/readyz', async (_request, response): Promise<void> => {
    const report = await readiness.report();
    response.json(statusOf(report), report);
  });
}
