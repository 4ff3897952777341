import type { KeyObject } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { BodyAbortedError, BodyTooLargeError, readBody } from '../http/read-body.ts';
import { JsonRefusedError, readJson } from '../http/scan-json.ts';
import { isSigned, signatureKeys } from '../messenger/signature.ts';
import { createSparseWarning } from '../sparse-warning.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import { type ChatwootEvent, readEvent } from './read-event.ts';
import type { TakeEvent } from './take-event.ts';

/** What becomes of a delivery. */
export const deliveryOutcomes = [
  'accepted',
  'duplicate',
  'ignored',
  'unknown',
  'bad_signature',
  'bad_request',
  'unavailable',
  'failed',
] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

export interface ChatwootWebhookOptions {
  readonly accountId: number;
  readonly inboxId: number;
  /** Several while one is being replaced. */
  readonly secrets: readonly string[];
  readonly take: TakeEvent;
  readonly onDelivery: (outcome: DeliveryOutcome) => void;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  readonly now: () => Date;
}

const path = '/chatwoot/webhook';
const maxBodyBytes = 1024 * 1024;
/** How far Chatwoot's clock may be from ours: an old delivery is somebody's copy. */
const freshMs = 5 * 60_000;

/**
 * Chatwoot waits for the answer. It marks a message whose delivery failed as not sent, which is what an agent has to see of one that nobody
 * took (`unknown`).
 */
const statusOf: Readonly<Record<DeliveryOutcome, number>> = {
  accepted: 200,
  duplicate: 200,
  ignored: 200,
  unknown: 422,
  bad_signature: 401,
  bad_request: 400,
  unavailable: 503,
  failed: 500,
};

interface Intake extends ChatwootWebhookOptions {
  readonly keys: readonly KeyObject[];
  readonly warnOfUnsigned: () => void;
}

/** `X-Chatwoot-Signature` is over `<X-Chatwoot-Timestamp>.<the body as it was sent>` (Chatwoot API reference, Webhooks: `secret`). */
function isGenuine({ headers }: Request, body: Buffer, { keys, now }: Intake): boolean {
  const at = headers['x-chatwoot-timestamp'];
  if (typeof at !== 'string' || !/^\d{1,12}$/.test(at)) return false;
  if (Math.abs(now().getTime() - Number(at) * 1_000) > freshMs) return false;
  return isSigned(Buffer.concat([Buffer.from(`${at}.`), body]), headers['x-chatwoot-signature'], keys);
}

async function outcomeOf(request: Request, intake: Intake): Promise<DeliveryOutcome> {
  const body = await readBody(request, maxBodyBytes);
  if (!isGenuine(request, body, intake)) {
    intake.warnOfUnsigned();
    return 'bad_signature';
  }
  const event: ChatwootEvent | 'ignored' = readEvent(readJson(body), intake);
  if (event === 'ignored') return 'ignored';
  const taken = await intake.take(event, body);
  // A conversation that was opened in Chatwoot itself, or is forgotten here, may be resolved there as anybody likes.
  return taken === 'unknown' && event.did === 'resolved' ? 'ignored' : taken;
}

function outcomeOfError(error: unknown, log: ChatwootWebhookOptions['log']): DeliveryOutcome {
  if (error instanceof BodyTooLargeError || error instanceof JsonRefusedError) return 'bad_request';
  const isPassing = error instanceof StoreUnavailableError || error instanceof OverloadedError;
  // By name: the message of an error may repeat what somebody wrote.
  log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a webhook of Chatwoot was not taken');
  return isPassing ? 'unavailable' : 'failed';
}

/** Serves Chatwoot's webhook. An event has been journaled before 200 is answered. */
export function mountChatwootWebhook(server: Server, options: ChatwootWebhookOptions): void {
  const { log, onDelivery, secrets } = options;
  const warnOfUnsigned = createSparseWarning((posts) => log.warn({ posts }, 'webhooks of Chatwoot without a valid signature'));
  const intake = { ...options, keys: signatureKeys(secrets), warnOfUnsigned };
  server.post(path, async (request: Request, response: Response): Promise<void> => {
    let outcome: DeliveryOutcome;
    try {
      outcome = await outcomeOf(request, intake);
    } catch (error) {
      if (error instanceof BodyAbortedError) return;
      outcome = outcomeOfError(error, log);
    }
    onDelivery(outcome);
    if (outcome === 'bad_request') response.setHeader('connection', 'close');
    response.sendRaw(statusOf[outcome], '', { 'Cache-Control': 'no-store' });
  });
}
