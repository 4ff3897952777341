import type restify from 'restify';
import { mountApi } from './api-routes.ts';
import { createEventStreams } from './event-stream.ts';
import { type GuardOptions, guard, type Handler } from './guard.ts';
import { mountPage } from './page-routes.ts';
import type { Simulator } from './simulator.ts';

interface SimulatorRouteOptions extends GuardOptions {
  /** How often an idle event stream shows that it lives; 15 s when left out. */
  readonly heartbeatMs?: number;
}

/**
 * Serves the simulator: `GET /simulator` is the page, `POST /simulator/api/say` the door for programs.
 * `close` ends the event streams; call it before the server stops, or it waits for them.
 */
export function mountSimulator(server: restify.Server, simulator: Simulator, options: SimulatorRouteOptions = {}): { close(): void } {
  const streams = createEventStreams(options.heartbeatMs ?? 15_000);
  const guarded = (handler: Handler): Handler => guard(handler, options);
  mountPage(server, guarded);
  mountApi(server, { simulator, streams, guarded });
  return { close: () => streams.close() };
}
