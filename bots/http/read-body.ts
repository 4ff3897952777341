import type { IncomingMessage } from 'node:http';

/** The body is larger than the address takes; nothing of it was kept. */
export class BodyTooLargeError extends Error {
  readonly code = 'body_too_large';

  constructor(limitBytes: number) {
    super(`the body is larger than ${limitBytes} bytes`);
    this.name = 'BodyTooLargeError';
  }
}

/** The body did not come: the sender went away, or takes too long. There is nobody to answer. */
export class BodyAbortedError extends Error {
  readonly code = 'body_aborted';

  constructor(options?: ErrorOptions) {
    super('the body did not arrive', options);
    this.name = 'BodyAbortedError';
  }
}

/** How much of a body that is too large is thrown away, in limits, so that an honest sender still gets to read the answer. */
const patience = 4;

/** Node looks for requests that take too long every 30 seconds only. No caller of ours needs more than this for a body. */
const bodyTimeoutMs = 10_000;

/** By events: an iterator over the request costs as much as parsing it. */
function collect(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer | undefined>();
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (bytes: Buffer): void => {
    size += bytes.length;
    if (size <= limitBytes) chunks.push(bytes);
    if (size <= limitBytes * patience) return;
    request.off('data', take).pause();
    resolve(undefined);
  };
  request
    .on('data', take)
    .once('end', () => resolve(size > limitBytes ? undefined : Buffer.concat(chunks, size)))
    .once('error', reject)
    // After its end too; an error, with its stack, would then be made for each request that went well.
    .once('close', () => (request.readableEnded ? undefined : reject(new Error('closed before its end'))));
  return promise;
}

/**
 * Reads a body as the bytes that came, whatever its `Content-Type` and `Content-Encoding` claim: signatures are over those bytes.
 * What is declared to be far too large is refused before a byte is read. After BodyTooLargeError answer with `Connection: close`:
 * what is left of the body is not the next request.
 * @throws BodyTooLargeError, BodyAbortedError
 */
export async function readBody(request: IncomingMessage, limitBytes: number, timeoutMs = bodyTimeoutMs): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes * patience) throw new BodyTooLargeError(limitBytes);
  const timer = setTimeout(() => request.destroy(), timeoutMs);
  let body: Buffer | undefined;
  try {
    body = await collect(request, limitBytes);
  } catch (error) {
    throw new BodyAbortedError({ cause: error });
  } finally {
    clearTimeout(timer);
  }
  if (!body) throw new BodyTooLargeError(limitBytes);
  return body;
}
