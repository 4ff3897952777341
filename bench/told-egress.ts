import { createEgressGate, type EgressGate } from '../secrecy/egress/egress-gate.ts';
import { createEgressRecorder, type EgressRecorder } from '../secrecy/egress/egress-recorder.ts';
import { createPeers, type Peers } from '../secrecy/egress/peers.ts';
import { watchSockets } from '../secrecy/egress/watch-sockets.ts';
import type { LedgerSigner } from '../secrecy/ledger/ledger-keys.ts';

export interface ToldEgress {
  readonly gate: EgressGate;
  readonly recorder: EgressRecorder;
}

/** The gate as production has it: what leaves is told to a ledger, and each socket is looked at. Nobody is a stranger here. */
export function openToldEgress(signer: Pick<LedgerSigner, 'macOf'>): ToldEgress {
  const now = (): Date => new Date();
  const recorder = createEgressRecorder({ process: 'bench', now, onMissing: () => undefined });
  const peers: Peers = { ...createPeers(), sinkOf: () => 'store', allows: () => true };
  const gate = createEgressGate({
    peers,
    tell: (note) => recorder.tell({ kind: 'called', ...note }),
    onRefused: () => undefined,
    macOf: (body) => signer.macOf(body),
    now,
    ticks: () => performance.now(),
    traceOf: () => undefined,
  });
  watchSockets({
    peers,
    onConnected: (peer) => recorder.tell({ kind: 'connected', at: now().toISOString(), ...peer }),
    onStranger: () => undefined,
  });
  return { gate, recorder };
}
