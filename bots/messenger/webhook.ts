import type { KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import type { Request, Response, Server } from 'restify';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { BodyAbortedError, BodyTooLargeError, readBody } from '../http/read-body.ts';
import { JsonRefusedError, readJson } from '../http/scan-json.ts';
import { createSparseWarning } from '../sparse-warning.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { MessengerEvent } from './messenger-event.ts';
import { type ParsedWebhook, parseWebhook } from './payloads.ts';
import { isSigned, signatureKeys } from './signature.ts';
import { verifySubscription } from './verification.ts';

export interface MessengerWebhookOptions {
  readonly path?: string;
  /** Several while a secret is being rotated. */
  readonly appSecrets: readonly string[];
  readonly verifyToken: string;
  readonly maxBodyBytes?: number;
  /**
   * Takes the events of one delivery and resolves once they would survive a crash. Rejecting with StoreUnavailableError
   * or OverloadedError answers 503, so that Meta delivers again; what it had taken before comes again then, under the same event ids.
   */
  accept(events: readonly MessengerEvent[]): Promise<void>;
  /**
   * Says why nothing of customers is taken in now. Such a delivery is refused with 503 before it is looked at: what costs most of an
   * overloaded process is what it does not do. Echoes are read all the same, for they settle what was sent.
   */
  readonly refusal?: () => OverloadedError | undefined;
  /** Told what a delivery holds, before it is taken in. */
  readonly onRead?: (read: ParsedWebhook) => void;
  readonly log: Pick<Logger, 'debug' | 'warn' | 'error'>;
  /** For events that do not say when they happened. */
  readonly now?: () => Date;
  /** Meta waits 5 seconds; an answer after that counts as none. */
  readonly acceptTimeoutMs?: number;
}

interface Intake extends MessengerWebhookOptions {
  readonly signatureKeys: readonly KeyObject[];
  readonly warnOfUnsigned: () => void;
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly retryAfterS?: number;
}

const received: Answer = { status: 200, body: 'EVENT_RECEIVED' };
const defaultMaxBodyBytes = 1024 * 1024;
const defaultAcceptTimeoutMs = 4_500;

/** Answers past restify's formatters, which would print the message of an error. */
function reply(res: Response, { status, body = '', retryAfterS }: Answer): void {
  if (res.headersSent || res.destroyed) return;
  res.statusCode = status;
  res.setHeader('content-type', 'text/plain; charset=utf-8');
  res.setHeader('x-content-type-options', 'nosniff');
  res.setHeader('cache-control', 'no-store');
  res.setHeader('content-length', Buffer.byteLength(body));
  // What is left of a body that was not read to its end is not the next request.
  if (status === 413) res.setHeader('connection', 'close');
  if (retryAfterS !== undefined) res.setHeader('retry-after', retryAfterS);
  res.end(body);
}

/** Deliveries of other products (`instagram`) are signed by the same app. They get 200, or Meta would unsubscribe the whole app. */
function objectOf(json: unknown): 'page' | 'other' | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  if ('object' in json && typeof json.object === 'string') return json.object === 'page' ? 'page' : 'other';
  // As Meta's documentation and the dashboard print a single event.
  return 'field' in json && 'value' in json ? 'page' : undefined;
}

class AcceptTimeoutError extends Error {}

async function acceptInTime(options: MessengerWebhookOptions, events: readonly MessengerEvent[]): Promise<void> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new AcceptTimeoutError('events not journaled in time')),
    options.acceptTimeoutMs ?? defaultAcceptTimeoutMs,
  );
  try {
    await Promise.race([options.accept(events), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function takeIn(options: MessengerWebhookOptions, bytes: Buffer): Promise<Answer> {
  const json = readJson(bytes);
  const object = objectOf(json);
  if (object !== 'page') {
    options.log.warn({ object: object ?? 'none' }, 'webhook is not of a Page');
    return object === 'other' ? { status: 200, body: 'EVENT_IGNORED' } : { status: 400 };
  }
  const { now = () => new Date() } = options;
  const read = parseWebhook(json, now().getTime());
  options.onRead?.(read);
  const { events, rejected } = read;
  if (rejected > 0) options.log.warn({ rejected, read: events.length }, 'webhook elements could not be read');
  if (events.length > 0) await acceptInTime(options, events);
  return received;
}

function answerToError(error: unknown, log: MessengerWebhookOptions['log']): Answer | undefined {
  if (error instanceof BodyAbortedError) return undefined;
  if (error instanceof BodyTooLargeError) return { status: 413 };
  if (error instanceof JsonRefusedError) {
    log.warn({ code: error.code }, 'signed webhook refused');
    return { status: 400 };
  }
  if (error instanceof OverloadedError) {
    // Counted by reason; a line for each would be a load of its own.
    log.debug({ reason: error.reason }, 'webhook events refused');
    return { status: 503, retryAfterS: error.retryAfterS };
  }
  const isPassing = error instanceof StoreUnavailableError || error instanceof AcceptTimeoutError;
  // By name: the message of an error may repeat what a customer wrote.
  log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'webhook events not taken');
  return { status: isPassing ? 503 : 500 };
}

/** As Meta names what a Page has sent. */
const echoMark = 'is_echo';

async function answerPost(req: Request, options: Intake): Promise<Answer | undefined> {
  const { maxBodyBytes = defaultMaxBodyBytes, log } = options;
  try {
    const bytes = await readBody(req, maxBodyBytes);
    const refused = bytes.includes(echoMark) ? undefined : options.refusal?.();
    if (refused) throw refused;
    if (isSigned(bytes, req.headers['x-hub-signature-256'], options.signatureKeys)) return await takeIn(options, bytes);
    options.warnOfUnsigned();
    return { status: 401 };
  } catch (error) {
    return answerToError(error, log);
  }
}

function queryOf(url: string | undefined): URLSearchParams {
  const start = url?.indexOf('?') ?? -1;
  return new URLSearchParams(start < 0 || url === undefined ? '' : url.slice(start + 1));
}

/**
 * Serves Messenger's webhook: `GET` proves to Meta that the address is ours, `POST` takes events in. An event has been
 * accepted before 200 is answered; the work on it comes after. No body parser may run before this: the signature is over
 * the bytes of the wire.
 */
export function mountMessengerWebhook(server: Server, options: MessengerWebhookOptions): void {
  const path = options.path ?? '/messenger/webhook';
  // A wrong secret of ours looks the same, and after an hour of it Meta ends the subscription.
  const warnOfUnsigned = createSparseWarning((posts) => options.log.warn({ posts }, 'webhooks without a valid signature'));
  const intake = { ...options, signatureKeys: signatureKeys(options.appSecrets), warnOfUnsigned };
  server.get(path, async (req: Request, res: Response): Promise<void> => {
    const answer = verifySubscription(queryOf(req.url), options.verifyToken);
    reply(res, answer.status === 200 ? { status: 200, body: answer.challenge } : answer);
  });
  server.post(path, async (req: Request, res: Response): Promise<void> => {
    const answer = await answerPost(req, intake);
    if (answer) reply(res, answer);
  });
}
