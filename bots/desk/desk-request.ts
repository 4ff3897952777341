import type restify from 'restify';
import { z } from 'zod';
import type { DeskRoute } from '../../desk/api/routes.ts';
import type { Problem } from '../../desk/api/session.ts';
import { mostDocumentBytes } from '../../desk/api/writes.ts';
import { StoreUnavailableError } from '../../store/store-unavailable-error.ts';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';
import { readJson } from '../http/scan-json.ts';
import type { BrowserCookie } from '../linking/browser-cookie.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import { isCsrfOf, type StaffSession, type StaffSessions } from './staff-sessions.ts';

/** A request of somebody who is signed in and may make it. */
export interface DeskRequest {
  readonly session: StaffSession & { readonly endsAt: string };
  readonly secret: string;
  /** Names in the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** JSON; the bytes where the route takes a file. */
  readonly body: unknown;
}

export interface DeskAnswer {
  readonly status: number;
  /** Undefined: no body. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** A file instead of JSON. */
  readonly text?: string;
  /** Bytes instead of either. */
  readonly file?: { readonly bytes: Buffer; readonly type: string };
}

export type DeskHandler = (request: DeskRequest) => Promise<DeskAnswer>;

/** Something is wrong with a request; its status and what is said of it. */
export class DeskProblemError extends Error {
  readonly code: Problem['error'];
  readonly status: number;
  readonly fields: readonly string[];

  constructor(status: number, code: Problem['error'], fields: readonly string[] = []) {
    super(`the desk refuses: ${code}`);
    this.name = 'DeskProblemError';
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}

/** Reads what a browser has sent. @throws DeskProblemError `invalid`, with the fields that are wrong */
export function parsed<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DeskProblemError(400, 'invalid', [...new Set(result.error.issues.map(({ path }) => path.join('.')))]);
}

export function jsonAnswer(body: object): DeskAnswer {
  return { status: 200, body };
}

const mostBytes = 64 * 1024;
/** A large file on a slow line; the server's own limit is above it. */
const fileTimeoutMs = 14_000;
const paramsSchema = z.record(z.string(), z.string());

export interface GuardDeps {
  readonly sessions: Pick<StaffSessions, 'touch'>;
  readonly cookie: () => BrowserCookie;
  /** Origins under which the desk is reached. */
  readonly origins: () => readonly string[];
  readonly log: { warn(fields: object, message: string): void };
}

function checkOrigin(request: restify.Request, { origins }: GuardDeps, writes: boolean): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign = origin !== undefined && !origins().includes(origin);
  // A write without an Origin is no browser's; a read of another site is nobody's business.
  if (isForeign || (writes && origin === undefined) || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new DeskProblemError(403, 'origin');
}

async function bodyOf(request: restify.Request): Promise<unknown> {
  if (!request.headers['content-type']?.startsWith('application/json')) throw new DeskProblemError(415, 'invalid');
  const bytes = await readBody(request, mostBytes);
  try {
    return readJson(bytes);
  } catch {
    throw new DeskProblemError(400, 'invalid');
  }
}

async function fileOf(request: restify.Request): Promise<Buffer> {
  if (request.headers['content-type'] !== 'application/octet-stream') throw new DeskProblemError(415, 'invalid', ['file']);
  try {
    return await readBody(request, mostDocumentBytes, fileTimeoutMs);
  } catch (error) {
    throw error instanceof BodyTooLargeError ? new DeskProblemError(413, 'invalid', ['file']) : error;
  }
}

/** What comes with a request. */
async function contentOf(request: restify.Request, { method, takes }: DeskRoute): Promise<unknown> {
  if (method === 'GET') return undefined;
  return takes === 'file' ? fileOf(request) : bodyOf(request);
}

/** Who asks, and whether they may. @throws DeskProblemError */
export async function admit(request: restify.Request, route: DeskRoute, deps: GuardDeps): Promise<Pick<DeskRequest, 'session' | 'secret'>> {
  checkOrigin(request, deps, route.method === 'POST');
  const secret = deps.cookie().read(request.headers.cookie);
  const session = secret === undefined ? undefined : await deps.sessions.touch(secret);
  if (secret === undefined || !session) throw new DeskProblemError(401, 'signed_out');
  if (!session.roles.some((role) => route.roles.includes(role))) throw new DeskProblemError(403, 'forbidden');
  if (route.method === 'POST' && !isCsrfOf(secret, request.headers['x-desk-csrf'])) throw new DeskProblemError(403, 'csrf');
  return { session, secret };
}

function problemOf(error: unknown, log: GuardDeps['log']): DeskAnswer {
  if (error instanceof DeskProblemError) {
    const { status, code, fields } = error;
    const body = { error: code, ...(fields.length > 0 ? { fields } : {}) };
    // What is left of a body that was not read to its end is not the next request.
    return { status, body, ...(status === 413 ? { headers: { Connection: 'close' } } : {}) };
  }
  if (error instanceof OverloadedError) return { status: 503, body: { error: 'busy' } };
  if (!(error instanceof StoreUnavailableError))
    log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the desk could not answer');
  return { status: error instanceof StoreUnavailableError ? 503 : 500, body: { error: 'unavailable' } };
}

export function send(response: restify.Response, { status, body, headers = {}, text, file }: DeskAnswer): void {
  response.setHeader('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (file) return void response.sendRaw(status, file.bytes, { 'Content-Type': file.type });
  const content = text ?? (body === undefined ? '' : JSON.stringify(body));
  const type = text === undefined ? 'application/json' : 'text/plain';
  response.sendRaw(status, content, content === '' ? {} : { 'Content-Type': `${type}; charset=utf-8` });
}

function queryOf(request: restify.Request): Readonly<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(request.getQuery()));
}

/** Makes a handler of restify out of one of ours: nobody gets further who may not, and whatever breaks says no more than a word. */
export function guarded(route: DeskRoute, deps: GuardDeps, handle: DeskHandler) {
  return async (request: restify.Request, response: restify.Response): Promise<void> => {
    try {
      const who = await admit(request, route, deps);
      const body = await contentOf(request, route);
      const params = paramsSchema.catch({}).parse(request.params);
      send(response, await handle({ ...who, params, query: queryOf(request), body }));
    } catch (error) {
      send(response, problemOf(error, deps.log));
    }
  };
}
