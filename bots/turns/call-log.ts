import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallObserver, ConnectorCall } from '../../connectors/ports/call-observer.ts';

/** Knows which turn made which call to another system. */
export interface CallLog {
  /** Handed to every connector. */
  readonly observe: CallObserver;
  /** Runs a turn and collects its calls into `calls`. */
  collect<Result>(calls: ConnectorCall[], run: () => Promise<Result>): Promise<Result>;
}

/** Knows the turn by the asynchronous context, so that connectors know nothing of turns. */
export function createCallLog(): CallLog {
  const current = new AsyncLocalStorage<ConnectorCall[]>();
  return {
    observe: (call) => {
      current.getStore()?.push(call);
    },
    collect: (calls, run) => current.run(calls, run),
  };
}
