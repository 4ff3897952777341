import { randomBytes } from 'node:crypto';
import { createEgressGate, type EgressGate } from '../../secrecy/egress/egress-gate.ts';
import type { EgressNote } from '../../secrecy/egress/egress-queue.ts';
import { createEgressRecorder, type EgressRecorder } from '../../secrecy/egress/egress-recorder.ts';
import { createPeers, type EgressSink, type Peers } from '../../secrecy/egress/peers.ts';
import { watchSockets } from '../../secrecy/egress/watch-sockets.ts';
import type { LedgerSigner } from '../../secrecy/ledger/ledger-keys.ts';
import type { Log } from '../log.ts';
import type { EgressMetrics } from '../metrics/count-egress.ts';
import type { TurnTrace } from '../metrics/turn-trace.ts';
import { createSparseWarning } from '../sparse-warning.ts';

/** The door to the outside of one process. */
export interface Egress {
  readonly gate: EgressGate;
  readonly peers: Peers;
  readonly recorder: EgressRecorder;
  /** Nothing is written down any more, and sockets are watched no more. */
  end(): void;
}

export interface EgressDeps {
  readonly log: Log;
  readonly now: () => Date;
  readonly metrics: EgressMetrics;
  readonly signer: Pick<LedgerSigner, 'macOf'>;
  readonly trace: Pick<TurnTrace, 'current'>;
  /** Whether sockets to strangers are refused: not where others share the process, as in a test. */
  readonly guardSockets: boolean;
}

/** Who runs into the gate is a defect of ours, or something that does not belong into this process. */
function createRefusals({ log, metrics }: EgressDeps) {
  return {
    onRefused({ sink, origin }: { readonly sink: EgressSink; readonly origin: string }): void {
      metrics.egressBlocked('origin');
      log.error({ sink, host: URL.canParse(origin) ? new URL(origin).host : 'unreadable' }, 'a request to an unlisted origin was refused');
    },
    onStranger({ host, port }: { readonly host: string; readonly port: number }): void {
      metrics.egressBlocked('peer');
      log.error({ host, port }, 'a connection to an unlisted peer was refused');
    },
  };
}

/** Opens the door: from now on the sockets of this process are watched, and what leaves is written down until a ledger takes it. */
export function buildEgress(deps: EgressDeps): Egress {
  const { log, now, metrics, signer, trace } = deps;
  const warnOfMissing = createSparseWarning((times) => log.error({ entries: times }, 'the ledger is out of reach: entries are lost'));
  const recorder = createEgressRecorder({
    process: randomBytes(6).toString('hex'),
    now,
    onMissing() {
      metrics.egressMissing();
      warnOfMissing();
    },
  });
  const tell = (note: EgressNote): void => {
    metrics.egressTold(note.kind, note.sink);
    recorder.tell(note);
  };
  const { onRefused, onStranger } = createRefusals(deps);
  const peers = createPeers();
  const gate = createEgressGate({
    peers,
    tell: (note) => tell({ kind: 'called', ...note }),
    onRefused,
    macOf: (body) => signer.macOf(body),
    now,
    ticks: () => performance.now(),
    traceOf: () => trace.current(),
  });
  const watching = {
    peers,
    onConnected: (peer: Parameters<Peers['announce']>[0]) => tell({ kind: 'connected', at: now().toISOString(), ...peer }),
    onStranger,
  };
  const stopWatching = deps.guardSockets ? watchSockets(watching) : () => undefined;
  return {
    gate,
    peers,
    recorder,
    end() {
      recorder.stop();
      stopWatching();
    },
  };
}
