import type restify from 'restify';
import type { ErasureService } from '../erasure/erasure-service.ts';
import { numberFrom } from '../erasure/receipt-number.ts';
import { statusPaths } from '../erasure/status-page.ts';
import { BodyAbortedError, BodyTooLargeError, readBody } from '../http/read-body.ts';
import { signatureKeys } from './signature.ts';
import { readSignedRequest } from './signed-request.ts';

export interface DataDeletionDeps {
  /** Several while a secret is being rotated. */
  readonly appSecrets: readonly string[];
  readonly erasures: Pick<ErasureService, 'noteUnknown'>;
  /** Address at which customers reach this process, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly now: () => Date;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

interface Answer {
  readonly status: number;
  readonly json?: { readonly url: string; readonly confirmation_code: string };
}

const formBytes = 16 * 1024;

/**
 * Meta's data deletion callback. It names the customer by an app-scoped id, and conversations are with page-scoped ids; the two are
 * related by Meta only, to apps with permissions that Guichet does not ask for. So no conversation can be found: the request is
 * recorded without the id, and its page tells the customer how to be forgotten. The same request gets the same number.
 */
export function mountDataDeletion(server: restify.Server, deps: DataDeletionDeps): void {
  const { erasures, publicUrl, now, log } = deps;
  const keys = signatureKeys(deps.appSecrets);

  async function take(bytes: Buffer): Promise<Answer> {
    const given = new URLSearchParams(bytes.toString('utf8')).getAll('signed_request');
    const request = given.length === 1 ? readSignedRequest(given[0] ?? null, { keys, now: now() }) : undefined;
    if (request === undefined) {
      log.warn({}, 'a data deletion request without a valid signature, or over, was refused');
      return { status: 400 };
    }
    const number = numberFrom(request.signature);
    await erasures.noteUnknown(number);
    log.info({}, 'a data deletion request of Meta was recorded; no conversation is known by its id');
    return { status: 200, json: { url: `${publicUrl()}${statusPaths.meta}/${number}`, confirmation_code: number } };
  }

  async function answer(request: restify.Request): Promise<Answer | undefined> {
    try {
      return await take(await readBody(request, formBytes));
    } catch (error) {
      if (error instanceof BodyAbortedError) return undefined;
      if (error instanceof BodyTooLargeError) return { status: 413 };
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a data deletion request could not be recorded');
      return { status: 503 };
    }
  }

  server.post(statusPaths.meta, async (request: restify.Request, response: restify.Response): Promise<void> => {
    const answered = await answer(request);
    if (answered === undefined) return;
    response.setHeader('Cache-Control', 'no-store');
    if (answered.status === 413) response.setHeader('Connection', 'close');
    response.sendRaw(answered.status, answered.json ? JSON.stringify(answered.json) : '', { 'Content-Type': 'application/json' });
  });
}
