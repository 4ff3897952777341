import type { Dispatcher } from 'undici';
import type { EgressDispatcher, EgressRequest } from '../../secrecy/egress/egress-gate.ts';

/** One request, and how long to wait and how much to read at most. */
export interface ExchangeRequest extends EgressRequest {
  /** From the call to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** With lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined where it is longer than `maxAnswerBytes`. */
  readonly body: Buffer | undefined;
}

/** The answer did not come, or not to its end, in time. `not_started`: there was no connection for it, and nothing was sent. */
export class ExchangeTimeoutError extends Error {
  readonly code: 'timeout' | 'not_started';

  constructor(code: ExchangeTimeoutError['code']) {
    super('no answer in time');
    this.name = 'ExchangeTimeoutError';
    this.code = code;
  }
}

type Settle = PromiseWithResolvers<ExchangeAnswer>;

/** Collects one answer. Its members are called by undici, in this order. */
function createCollector({ resolve, reject }: Settle, maxAnswerBytes: number): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let status = 0;
  let headers: ExchangeAnswer['headers'] = {};
  return {
    onRequestStart() {},
    onResponseStart(_controller, statusCode, received) {
      status = statusCode;
      headers = received;
    },
    onResponseData(controller, chunk) {
      size += chunk.length;
      if (size <= maxAnswerBytes) chunks.push(chunk);
      else {
        resolve({ status, headers, body: undefined });
        controller.abort(new RangeError('the answer is too long'));
      }
    },
    onResponseEnd: () => resolve({ status, headers, body: Buffer.concat(chunks, size) }),
    onResponseError: (_controller, error) => reject(error),
  };
}

/**
 * Sends once and collects the answer, without the streams and signals of `Pool.request`, which cost as much as all the rest of a call.
 * @throws ExchangeTimeoutError, EgressError where it was not let out, and whatever undici reports of the connection.
 */
export async function exchange(pool: Pick<EgressDispatcher, 'dispatch'>, request: ExchangeRequest): Promise<ExchangeAnswer> {
  const settle = Promise.withResolvers<ExchangeAnswer>();
  let abort: ((reason: Error) => void) | undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    const late = new ExchangeTimeoutError(abort ? 'timeout' : 'not_started');
    settle.reject(late);
    abort?.(late);
  }, request.timeoutMs);
  const collector = createCollector(settle, request.maxAnswerBytes);
  const handler: Dispatcher.DispatchHandler = {
    ...collector,
    onRequestStart(controller) {
      abort = (reason) => controller.abort(reason);
      // It waited for a connection until its time was over: nobody listens any more.
      if (isLate) abort(new ExchangeTimeoutError('not_started'));
    },
  };
  try {
    const { timeoutMs: _timeoutMs, maxAnswerBytes: _maxAnswerBytes, ...sent } = request;
    pool.dispatch(sent, handler);
    return await settle.promise;
  } finally {
    clearTimeout(timer);
  }
}
