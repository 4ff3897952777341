import type { Dispatcher } from 'undici';

/** What became of a request: the status of its answer, or the code of the error where there was none. Both where an answer broke off. */
export interface AnswerOutcome {
  readonly status?: number;
  readonly error?: string;
}

/** Codes of Node, undici and our own; anything else might hold words of the other side. */
const code = /^[A-Za-z][A-Za-z_]{0,59}$/;

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' && code.test(error.code) ? error.code : 'failed';
}

/** The same handler, which also says, once, how it ended. */
export function observeAnswer(handler: Dispatcher.DispatchHandler, ended: (outcome: AnswerOutcome) => void): Dispatcher.DispatchHandler {
  let status: number | undefined;
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart(...answer) {
      [, status] = answer;
      handler.onResponseStart?.(...answer);
    },
    onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
    onResponseEnd(controller, trailers) {
      ended(status === undefined ? {} : { status });
      handler.onResponseEnd?.(controller, trailers);
    },
    onResponseError(controller, error) {
      ended({ ...(status === undefined ? {} : { status }), error: codeOf(error) });
      handler.onResponseError?.(controller, error);
    },
  };
}
