import { Counter, type Registry } from 'prom-client';
import type { EgressSink } from '../../secrecy/egress/peers.ts';

/** What leaves the process, and what was kept from leaving. */
export interface EgressMetrics {
  /** Something has left, and is on its way into the ledger. */
  egressTold(kind: 'called' | 'connected', sink: EgressSink): void;
  egressBlocked(reason: 'origin' | 'peer'): void;
  /** An entry did not get into the ledger. */
  egressMissing(): void;
}

export function countEgress(registers: Registry[]): EgressMetrics {
  const told = new Counter({
    name: 'guichet_egress_total',
    help: 'What left for each sink, as the ledger has it: connected (a connection was made), called (a request has ended).',
    labelNames: ['sink', 'kind'],
    registers,
  });
  const blocked = new Counter({
    name: 'guichet_egress_blocked_total',
    help: 'What was kept from leaving: a request to an unlisted origin, a connection to an unlisted peer.',
    labelNames: ['reason'],
    registers,
  });
  const missing = new Counter({
    name: 'guichet_egress_missing_total',
    help: 'Entries that the ledger has lost, because the store was away for too long; it holds their number.',
    registers,
  });
  return {
    egressTold: (kind, sink) => told.inc({ sink, kind }),
    egressBlocked: (reason) => blocked.inc({ reason }),
    egressMissing: () => missing.inc(),
  };
}
