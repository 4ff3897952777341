import type { StubAgent } from './people.ts';

/** A request to the stub, by somebody who is signed in. */
export interface Asked {
  readonly agent: StubAgent;
  readonly id: string;
  /** What stands behind the conversation's id in the path; empty where nothing does. */
  readonly file: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Answered {
  readonly status?: number;
  readonly json?: unknown;
  /** In the place of JSON. */
  readonly bytes?: Buffer;
}
