import type { PageGate } from './page-gate.ts';
import type { SendFailure, SendOutcome } from './send-outcome.ts';
import type { ThreadOutcome } from './thread-request.ts';

export interface GatedDeps {
  readonly gate: PageGate;
  /** Somebody has to look: a dead token, a restricted Page, an error nobody has seen before. A stop of the Page is told once. */
  readonly onAlarm: (failure: SendFailure) => void;
  /** The Page that was stopped sends again. */
  readonly onReopened: () => void;
}

/** The Page rests; nothing was sent. */
export function restingPage(stopped: boolean): SendFailure {
  const reason = stopped ? 'page_stopped' : 'page_silent';
  return { outcome: 'failed', action: 'wait', reason, scope: 'page', alarm: false };
}

/** True for what was not even tried: the Page rests, and whoever needs to know has been told. */
export function isResting({ reason }: { readonly reason: string }): boolean {
  return reason === 'page_stopped' || reason === 'page_silent';
}

/** Does something at Meta while the Page may, and shuts and opens its gate by what comes of it. */
export type Gated = <Outcome extends SendOutcome | ThreadOutcome>(call: () => Promise<Outcome>) => Promise<Outcome | SendFailure>;

export function createGated({ gate, onAlarm, onReopened }: GatedDeps): Gated {
  return async (call) => {
    const passage = gate.pass();
    if (passage === 'shut') return restingPage(gate.stopped);
    const outcome = await call();
    const event = gate.note(outcome, passage);
    if (event === 'reopened') onReopened();
    const isKnown = outcome.outcome === 'failed' && outcome.action === 'stop_page' && event !== 'stopped';
    if (outcome.outcome === 'failed' && outcome.alarm && !isKnown) onAlarm(outcome);
    return outcome;
  };
}
