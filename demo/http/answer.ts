/** What a request asks, taken apart; header names in small letters. */
export interface Ask {
  readonly method: string;
  /** Path with its prefix, without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What is answered: JSON, or nothing at all. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (ask: Ask) => Answer | Promise<Answer>;

/** One address of a system of the demo bank. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In find-my-way's notation. */
  readonly path: string;
  readonly handle: Handler;
}

/** The first value of a header. */
export function headerOf(ask: Ask, name: string): string | undefined {
  return [ask.headers[name]].flat()[0];
}

/** The token of `Authorization: Bearer …`. */
export function bearerOf(ask: Ask): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,4096})$/i.exec(headerOf(ask, 'authorization') ?? '')?.[1];
}
