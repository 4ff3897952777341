import type restify from 'restify';
import { BodyAbortedError } from '../http/read-body.ts';
import { foreignRequest, loopbackHosts } from '../http/same-site.ts';
import { answerError } from './answer.ts';
import { SimulatorError } from './simulator-error.ts';

export interface GuardOptions {
  /** Host names under which the simulator answers; this machine's own when left out. */
  readonly hosts?: readonly string[];
  /** Hears of failures that are not the caller's. */
  readonly onError?: (error: unknown) => void;
}

export type Handler = (req: restify.Request, res: restify.Response) => Promise<void>;

const statusOf = { unknown_customer: 404, timed_out: 504, webhook_refused: 502, not_ready: 503 } as const;

/**
 * Lets a handler see requests of the simulator's own pages and programs only, and answers its failures.
 * restify would repeat the message of whatever a handler throws: so nothing is thrown, and everything is answered here.
 */
export function guard(handler: Handler, { hosts = loopbackHosts, onError }: GuardOptions): Handler {
  return async (req, res): Promise<void> => {
    const foreign = foreignRequest(req.headers, { hosts, drives: isApi(req) });
    if (foreign) return answerError(res, 403, { code: 'foreign_request', message: foreign });
    try {
      await handler(req, res);
    } catch (error) {
      answerFailure(res, error, onError);
    }
  };
}

/** The page may be come to from anywhere; what it is driven and followed by is its own. */
function isApi(req: restify.Request): boolean {
  return req.method === 'POST' || req.getPath().startsWith('/simulator/api/');
}

function answerFailure(res: restify.Response, error: unknown, onError: GuardOptions['onError']): void {
  if (error instanceof BodyAbortedError) return void res.destroy();
  const known = error instanceof SimulatorError;
  if (!known || error.cause !== undefined) onError?.(error);
  if (res.headersSent) return void res.destroy();
  if (known) answerError(res, statusOf[error.code], { code: error.code, message: error.message });
  else answerError(res, 500, { code: 'internal', message: 'the simulator failed; see its log' });
}
