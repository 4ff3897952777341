import type { IncomingMessage } from 'node:http';
import { safeParse } from 'secure-json-parse';
import type { z } from 'zod';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';

const limitBytes = 64 * 1024;

/** What is wrong with a request's body. */
export interface JsonRefusal {
  readonly status: 400 | 413 | 415;
  readonly code: string;
  readonly message: string;
}

type JsonRead<Value> = { readonly value: Value; readonly refusal?: never } | { readonly value?: never; readonly refusal: JsonRefusal };

/** Reads a request's JSON body (64 KiB at most) and holds it against a schema; says what is wrong where it does not fit. */
export async function readJson<Value>(req: IncomingMessage, schema: z.ZodType<Value>): Promise<JsonRead<Value>> {
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? ''))
    return { refusal: { status: 415, code: 'unsupported_type', message: 'send application/json' } };
  const body = await readWithin(req);
  if (!body) return { refusal: { status: 413, code: 'too_large', message: `at most ${limitBytes} bytes` } };
  const parsed = schema.safeParse(safeParse(body.toString('utf8')));
  if (parsed.success) return { value: parsed.data };
  const message = parsed.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
  return { refusal: { status: 400, code: 'bad_request', message } };
}

async function readWithin(req: IncomingMessage): Promise<Buffer | undefined> {
  try {
    return await readBody(req, limitBytes);
  } catch (error) {
    if (error instanceof BodyTooLargeError) return undefined;
    throw error;
  }
}
