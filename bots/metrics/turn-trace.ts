import { AsyncLocalStorage } from 'node:async_hooks';
import { hash } from 'node:crypto';
import type { Log } from '../log.ts';

/** Which turn is at work, so that all its log lines carry one id, from the webhook to the last send. */
export interface TurnTrace {
  /** Everything that is logged in `run` belongs to the event. */
  follow<Result>(eventId: string, run: () => Result): Result;
  /** The id of the turn at work; undefined outside of one. */
  current(): string | undefined;
  /** A log whose lines carry `trace` wherever a turn is at work. */
  mark(log: Log): Log;
}

const lengthOfId = 16;

/** The same for the same event, also in another process that takes the turn over. Does not tell the event's own id. */
export function traceIdOf(eventId: string): string {
  return hash('sha256', eventId).slice(0, lengthOfId);
}

/** Traces by the asynchronous context, so that nobody has to hand an id on. */
export function createTurnTrace(): TurnTrace {
  const current = new AsyncLocalStorage<string>();
  const withTrace = (fields: object): object => {
    const trace = current.getStore();
    return trace === undefined ? fields : { ...fields, trace };
  };
  return {
    follow: (eventId, run) => current.run(traceIdOf(eventId), run),
    current: () => current.getStore(),
    mark: (log) => log.child({}, { formatters: { log: withTrace } }),
  };
}
