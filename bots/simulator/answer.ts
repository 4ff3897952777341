import type { ServerResponse } from 'node:http';

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers of everything the simulator answers: its own page may load its own parts, and nothing else. */
export const simulatorHeaders = {
  'content-security-policy': pagePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** Answers with JSON, past restify's formatters: what goes out is what is written here. */
export function answerJson(res: ServerResponse, status: number, value: unknown): void {
  const json = JSON.stringify(value);
  res.writeHead(status, {
    ...simulatorHeaders,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(json),
    'cache-control': 'no-store',
    // What is left of a body that was not read to its end is not the next request.
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  res.end(json);
}

/** Answers with `{"error":{"code","message"}}`. */
export function answerError(res: ServerResponse, status: number, error: { readonly code: string; readonly message: string }): void {
  answerJson(res, status, { error });
}
