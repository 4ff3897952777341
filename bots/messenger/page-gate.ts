import type { SendOutcome } from './send-outcome.ts';
import type { SendTimes } from './send-times.ts';
import type { ThreadOutcome } from './thread-request.ts';

/** `probe`: what is sent now finds out whether the Page can send again. */
type Passage = 'open' | 'probe' | 'shut';

type GateEvent = 'stopped' | 'reopened' | 'none';

/** Whether the Page can send at present. It shuts for all customers at once, so that a trouble of Meta's or of the Page's is not met by each of them. */
export interface PageGate {
  /** True from Meta's refusal of the Page itself until something was sent again. */
  readonly stopped: boolean;
  /** True while it is shut, for whatever reason. */
  readonly resting: boolean;
  /** True where `pass` would find it shut. */
  isShut(): boolean;
  pass(): Passage;
  /** Learns from what became of a sending that had passed so; tells where that stops the Page or lets it go on. */
  note(outcome: SendOutcome | ThreadOutcome, passage: Passage): GateEvent;
  /** A sending without an answer has arrived all the same: Meta works, however slowly. */
  echoed(): void;
}

interface PageGateDeps extends Pick<SendTimes, 'silentMs' | 'stoppedMs'> {
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
}

/** So many sendings in a row without an answer: Meta is down, and each further one would only hold up a turn. */
const silentAfter = 5;

type Judgement = 'refused' | 'silent' | 'works' | 'busy';

function judge(outcome: SendOutcome | ThreadOutcome): Judgement {
  if (outcome.outcome === 'sent') return 'works';
  if (outcome.outcome === 'unknown') return 'silent';
  if (outcome.action === 'stop_page') return 'refused';
  if (outcome.reason === 'unreachable') return 'silent';
  // Meta looked at the message itself, so the Page is in order. What is throttled or put off tells nothing.
  return outcome.scope === 'page' ? 'busy' : 'works';
}

/** The gate of one Page in one process, open at first. */
export function createPageGate({ ticks, stoppedMs, silentMs }: PageGateDeps): PageGate {
  let state: 'open' | 'stopped' | 'silent' = 'open';
  let restUntil = 0;
  let silences = 0;

  function shut(into: 'stopped' | 'silent'): GateEvent {
    const isNews = into === 'stopped' && state !== 'stopped';
    // A Page that was refused stays refused while Meta is silent.
    if (state !== 'stopped') state = into;
    restUntil = ticks() + (state === 'stopped' ? stoppedMs : silentMs);
    return isNews ? 'stopped' : 'none';
  }

  function open(passage: Passage): GateEvent {
    const wasStopped = state === 'stopped';
    // It had begun before the Page was refused, and says nothing about now.
    if (wasStopped && passage !== 'probe') return 'none';
    state = 'open';
    silences = 0;
    return wasStopped ? 'reopened' : 'none';
  }

  const isShut = (): boolean => state !== 'open' && ticks() < restUntil;

  return {
    get stopped() {
      return state === 'stopped';
    },
    get resting() {
      return state !== 'open';
    },
    isShut,
    pass() {
      if (state === 'open') return 'open';
      if (isShut()) return 'shut';
      // Whoever comes while the probe is under way finds the gate shut; a probe that tells nothing is followed by another.
      restUntil = ticks() + (state === 'stopped' ? stoppedMs : silentMs);
      return 'probe';
    },
    note(outcome, passage) {
      const judgement = judge(outcome);
      if (judgement === 'refused') return shut('stopped');
      if (judgement === 'works') return open(passage);
      if (judgement === 'busy') return 'none';
      silences += 1;
      return silences >= silentAfter ? shut('silent') : 'none';
    },
    echoed() {
      silences = 0;
      if (state === 'silent') state = 'open';
    },
  };
}
