import type { z } from 'zod';
import { problemSchema } from '../../api/session.ts';
import { DeskCallError } from './desk-call-error.ts';

/** What a write may be answered with besides 2xx and still be an answer: 409 is `refused`, with its reason. */
const answered = new Set([200, 202, 409]);

export interface Caller {
  /** @throws DeskCallError */
  get<Schema extends z.ZodType>(path: string, schema: Schema, signal?: AbortSignal): Promise<z.output<Schema>>;
  /**
   * Sends a change, again where the line was cut: the id in its body makes it happen once.
   * @throws DeskCallError
   */
  post<Schema extends z.ZodType>(path: string, body: object, schema: Schema): Promise<z.output<Schema>>;
  /**
   * Sends a file, in the same way.
   * @throws DeskCallError
   */
  upload<Schema extends z.ZodType>(path: string, file: Blob, schema: Schema): Promise<z.output<Schema>>;
  /** For what is of the moment (who reads, who types): not repeated, and answered with nothing. */
  tell(path: string, body: object): Promise<void>;
}

export interface CallerParts {
  readonly fetch: typeof globalThis.fetch;
  /** The session's, for `x-desk-csrf`; empty before there is one. */
  readonly csrf: () => string;
  /** Waits before another try. */
  readonly wait: (ms: number) => Promise<void>;
}

const retryWaitsMs = [300, 1200];
const timeoutMs = 15_000;
/** A file may be five megabytes, and a line slow. */
const fileTimeoutMs = 60_000;

/** The way to the desk's API: JSON, same origin, every answer parsed. */
export function createCaller({ fetch, csrf, wait }: CallerParts): Caller {
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(path, { ...init, credentials: 'same-origin', redirect: 'error' });
    } catch (cause) {
      throw new DeskCallError('offline', { cause });
    }
  };
  const send = (path: string, body: string | Blob): Promise<Response> => {
    const isFile = typeof body !== 'string';
    return ask(path, {
      method: 'POST',
      headers: { 'content-type': isFile ? 'application/octet-stream' : 'application/json', 'x-desk-csrf': csrf() },
      body,
      signal: AbortSignal.timeout(isFile ? fileTimeoutMs : timeoutMs),
    });
  };
  const sendUntilHeard = async (path: string, body: string | Blob): Promise<Response> => {
    for (const waitMs of retryWaitsMs) {
      const response = await send(path, body).catch(onlyOffline);
      if (response) return response;
      await wait(waitMs);
    }
    return send(path, body);
  };
  return {
    async get(path, schema, signal) {
      const time = AbortSignal.timeout(timeoutMs);
      const response = await ask(path, { signal: signal ? AbortSignal.any([signal, time]) : time });
      return read(response, schema);
    },
    post: async (path, body, schema) => read(await sendUntilHeard(path, JSON.stringify(body)), schema),
    upload: async (path, file, schema) => read(await sendUntilHeard(path, file), schema),
    async tell(path, body) {
      const response = await send(path, JSON.stringify(body));
      if (!response.ok) throw new DeskCallError(await problemOf(response));
    },
  };
}

function onlyOffline(error: unknown): undefined {
  if (error instanceof DeskCallError && error.code === 'offline') return undefined;
  throw error;
}

async function read<Schema extends z.ZodType>(response: Response, schema: Schema): Promise<z.output<Schema>> {
  if (!answered.has(response.status)) throw new DeskCallError(await problemOf(response));
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new DeskCallError('protocol', { cause: parsed.error });
  return parsed.data;
}

async function problemOf(response: Response): Promise<DeskCallError['code']> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (problem.success) return problem.data.error;
  if (response.status === 401) return 'signed_out';
  return response.status >= 500 ? 'unavailable' : 'protocol';
}
