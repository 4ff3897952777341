import type { Dispatcher } from 'undici';

/** What is posted, and how long to wait and how much to read at most. */
export interface JsonPost {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: string;
  /** From the call to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export interface PostAnswer {
  readonly status: number;
  /** With lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Undefined where it is longer than `maxAnswerBytes`. */
  readonly body: Buffer | undefined;
}

/** The answer did not come, or not to its end, in time. `not_started`: there was no connection for it, and nothing was sent. */
export class PostTimeoutError extends Error {
  readonly code: 'timeout' | 'not_started';

  constructor(code: PostTimeoutError['code']) {
    super('no answer in time');
    this.name = 'PostTimeoutError';
    this.code = code;
  }
}

type Settle = PromiseWithResolvers<PostAnswer>;

/** Collects one answer. Its members are called by undici, in this order. */
function createCollector({ resolve, reject }: Settle, maxAnswerBytes: number): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = [];
  let size = 0;
  let status = 0;
  let headers: PostAnswer['headers'] = {};
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
 * Posts once and collects the answer, without the streams and signals of `Pool.request`, which cost as much as all the rest of a call.
 * @throws PostTimeoutError, and whatever undici reports of the connection.
 */
export async function postJson(pool: Pick<Dispatcher, 'dispatch'>, post: JsonPost): Promise<PostAnswer> {
  const settle = Promise.withResolvers<PostAnswer>();
  let abort: ((reason: Error) => void) | undefined;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    const late = new PostTimeoutError(abort ? 'timeout' : 'not_started');
    settle.reject(late);
    abort?.(late);
  }, post.timeoutMs);
  const collector = createCollector(settle, post.maxAnswerBytes);
  const handler: Dispatcher.DispatchHandler = {
    ...collector,
    onRequestStart(controller) {
      abort = (reason) => controller.abort(reason);
      // It waited for a connection until its time was over: nobody listens any more.
      if (isLate) abort(new PostTimeoutError('not_started'));
    },
  };
  try {
    pool.dispatch({ method: 'POST', path: post.path, headers: post.headers, body: post.json }, handler);
    return await settle.promise;
  } finally {
    clearTimeout(timer);
  }
}
