import { Agent, type Dispatcher, Pool } from 'undici';
import type { CalledEntry } from '../ledger/ledger-entry.ts';
import { EgressError } from './egress-error.ts';
import { observeAnswer } from './observe-answer.ts';
import type { EgressSink, Peers } from './peers.ts';

/** One request on its way out. */
export interface EgressRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | null;
  /** Name of the call for the ledger: a word of ours, nothing out of the address. */
  readonly operation: string;
  /** Needed by `agent`; a pool has its own. */
  readonly origin?: string;
  /** Ends the connection after the answer. */
  readonly reset?: boolean;
}

/** Connections to the outside. Who closes it lets the requests under way end. */
export interface EgressDispatcher {
  /** @throws EgressError where the origin is not on the list; nothing has left then. */
  dispatch(request: EgressRequest, handler: Dispatcher.DispatchHandler): boolean;
  close(): Promise<void>;
}

/** The one door to the outside: what is not on the list does not leave, and what leaves is in the ledger. */
export interface EgressGate {
  /** Keep-alive connections to one origin. None is opened before the first request. */
  pool(sink: EgressSink, origin: string, options?: Pool.Options): EgressDispatcher;
  /** The same for an address that names its servers itself, such as an OpenID Connect issuer: each request says its origin. */
  agent(sink: EgressSink, options?: Agent.Options): EgressDispatcher;
  /** Puts an origin on the list that somebody trusted has named: the issuer its endpoints. */
  announce(sink: EgressSink, origin: string): void;
}

/** What the ledger is told of a request, before the recorder numbers it. */
export type CalledNote = Omit<CalledEntry, 'kind' | 'process' | 'number'>;

export interface EgressGateDeps {
  readonly peers: Pick<Peers, 'allows' | 'announceOrigin'>;
  /** Takes the note of a request that has ended. Must not throw. */
  readonly tell: (note: CalledNote) => void;
  /** A request was refused. Must not throw. */
  readonly onRefused: (refused: { readonly sink: EgressSink; readonly origin: string }) => void;
  readonly macOf: (body: string) => string;
  readonly now: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
  /** The turn at work, where one is. */
  readonly traceOf: () => string | undefined;
}

type Connections = Pick<Dispatcher, 'dispatch' | 'close'>;

export function createEgressGate(deps: EgressGateDeps): EgressGate {
  const { peers, tell, onRefused, macOf, now, ticks, traceOf } = deps;

  /** What is known of a request before it leaves, and the handler that adds the rest. */
  function noted(sink: EgressSink, { operation, body }: EgressRequest, handler: Dispatcher.DispatchHandler): Dispatcher.DispatchHandler {
    const began = ticks();
    const trace = traceOf();
    const sent = {
      at: now().toISOString(),
      sink,
      operation,
      ...(trace === undefined ? {} : { trace }),
      ...(body === undefined || body === null ? { bytes: 0 } : { bytes: Buffer.byteLength(body), mac: macOf(body) }),
    };
    return observeAnswer(handler, (outcome) => tell({ ...sent, ...outcome, ms: Math.round(ticks() - began) }));
  }

  function gated(sink: EgressSink, connections: Connections, fixed?: string): EgressDispatcher {
    return {
      dispatch(request, handler) {
        const origin = fixed ?? request.origin ?? '';
        if (!peers.allows(sink, origin)) {
          onRefused({ sink, origin });
          throw new EgressError(`${sink} may not talk to this origin`);
        }
        return connections.dispatch(request, noted(sink, request, handler));
      },
      close: () => connections.close(),
    };
  }

  return {
    pool(sink, address, options = {}) {
      const { origin } = new URL(address);
      return gated(sink, new Pool(origin, options), origin);
    },
    agent: (sink, options = {}) => gated(sink, new Agent(options)),
    announce: (sink, origin) => peers.announceOrigin(sink, origin),
  };
}
