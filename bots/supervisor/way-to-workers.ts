import { createEgressGate, type EgressDispatcher } from '../../secrecy/egress/egress-gate.ts';
import { createPeers } from '../../secrecy/egress/peers.ts';
import { watchSockets } from '../../secrecy/egress/watch-sockets.ts';
import type { Log } from '../log.ts';

/** The supervisor's door: to the port of its workers on this machine, and nowhere else. */
export interface WayToWorkers {
  readonly connections: EgressDispatcher;
  /** Where they serve. */
  announce(localUrl: string): void;
}

/** It has no store, so no ledger: nothing of a customer passes through a supervisor, which asks whether its workers are ready. */
export function openWayToWorkers(log: Pick<Log, 'error'>): WayToWorkers {
  const peers = createPeers();
  const gate = createEgressGate({
    peers,
    tell: () => undefined,
    onRefused: ({ sink }) => log.error({ sink }, 'a request to an unlisted origin was refused'),
    macOf: () => '',
    now: () => new Date(),
    ticks: () => performance.now(),
    traceOf: () => undefined,
  });
  watchSockets({
    peers,
    onConnected: () => undefined,
    onStranger: ({ host, port }) => log.error({ host, port }, 'a connection to an unlisted peer was refused'),
  });
  return { connections: gate.agent('workers'), announce: (localUrl) => peers.announceOrigin('workers', localUrl) };
}
