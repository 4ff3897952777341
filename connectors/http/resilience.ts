import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, DelegateBackoff, handleWhenResult, retry, wrap } from 'cockatiel';
import type { ConnectorErrorCode } from '../connector-error.ts';

/** One attempt as the policies see it: a value, or a failure with what is known about trying again. */
export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value; readonly status: number }
  | {
      readonly ok: false;
      readonly code: ConnectorErrorCode;
      readonly status?: number;
      readonly retryAfterMs?: number;
      readonly reason: string;
    };

export interface RetryOptions {
  /** Tries in all, the first one included. */
  readonly attempts: number;
  /** Longest pause before the second try; doubles with each one after. */
  readonly baseMs: number;
}

export interface BreakerOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number;
  readonly halfOpenAfterMs: number;
}

/** Longest Retry-After that is waited for inside a turn. */
const patienceMs = 2000;

interface Failed {
  readonly code: ConnectorErrorCode;
  readonly retryAfterMs: number | undefined;
}

function failedOf(result: unknown): Failed | undefined {
  if (typeof result !== 'object' || result === null || !('ok' in result) || result.ok !== false) return undefined;
  const code = 'code' in result && (result.code === 'bank_unavailable' || result.code === 'rate_limited') ? result.code : 'bad_request';
  const wait = 'retryAfterMs' in result && typeof result.retryAfterMs === 'number' ? result.retryAfterMs : undefined;
  return { code, retryAfterMs: wait };
}

function isOutage(result: unknown): boolean {
  return failedOf(result)?.code === 'bank_unavailable';
}

function isWorthAnotherTry(result: unknown): boolean {
  const failed = failedOf(result);
  if (!failed) return false;
  if (failed.retryAfterMs !== undefined) return failed.retryAfterMs <= patienceMs;
  return failed.code === 'bank_unavailable';
}

function createRetry({ attempts, baseMs }: RetryOptions, random: () => number): ReturnType<typeof retry> {
  const backoff = new DelegateBackoff<{ readonly attempt: number; readonly result: unknown }, never>(({ attempt, result }) => {
    const asked = typeof result === 'object' && result !== null && 'value' in result ? failedOf(result.value)?.retryAfterMs : undefined;
    // Full jitter: many customers' reads must not come back at the same moment.
    return asked ?? Math.ceil(random() * baseMs * 2 ** (attempt - 1));
  });
  return retry(handleWhenResult(isWorthAnotherTry), { maxAttempts: attempts - 1, backoff });
}

/** The reason of a call that was not made: the system has failed too often of late. */
export const circuitOpen = 'circuit_open';

/** Runs attempts under a circuit breaker shared by all calls to one system, and repeats those that may be repeated. */
export function createResilience(options: {
  readonly retry: RetryOptions;
  readonly breaker: BreakerOptions;
  readonly random?: () => number;
}): {
  run<Value>(attempt: () => Promise<Attempt<Value>>, repeatable: boolean): Promise<Attempt<Value>>;
} {
  const breaker = circuitBreaker(handleWhenResult(isOutage), {
    halfOpenAfter: options.breaker.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(options.breaker.failures),
  });
  // The breaker is inside: each failed attempt counts, and an open circuit ends the repetition.
  const repeated = wrap(createRetry(options.retry, options.random ?? Math.random), breaker);
  return {
    async run(attempt, repeatable) {
      try {
        return await (repeatable ? repeated : breaker).execute(attempt);
      } catch (error) {
        if (error instanceof BrokenCircuitError) return { ok: false, code: 'bank_unavailable', reason: circuitOpen };
        throw error;
      }
    },
  };
}
