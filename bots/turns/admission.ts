import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ConversationKey } from '../../store/port.ts';
import { OverloadedError } from './overloaded-error.ts';

export interface AdmissionLimits {
  /** How many turns this process holds at most. */
  readonly mostTurns: number;
  /** How far the event loop may be behind, and how long a turn may wait to be begun: what is taken in beyond that is answered too late. */
  readonly mostLateMs: number;
  /** How many events of one customer are taken in within `windowS` seconds; undefined: any number. */
  readonly perCustomer: { readonly events: number; readonly windowS: number } | undefined;
}

export interface AdmissionDeps extends AdmissionLimits {
  /** How many turns are held now. */
  heldTurns(): number;
  lateMs(): number;
  /** How long the turn that waits longest has waited; undefined where none does. */
  waitedMs(): number | undefined;
}

/** Decides, before the journal is asked, whether an event is taken in now. */
export interface Admission {
  /** Why nothing at all is taken in now, from nobody; undefined where something may be. Costs nothing to ask. */
  refusal(): OverloadedError | undefined;
  /**
   * Journals an event where there is room for it. Only what is accepted counts for its customer: what is delivered again after a
   * refusal would otherwise use up the room of what has not been taken in yet.
   * @throws OverloadedError, and what `journal` throws.
   */
  admit(conversation: ConversationKey, journal: () => Promise<'accepted' | 'duplicate'>): Promise<'accepted' | 'duplicate'>;
}

/** A process works this off in a moment. */
const briefRetryS = 2;

/** Limits of one process: customers are counted where their events arrive, not across processes. */
export function createAdmission({ mostTurns, mostLateMs, perCustomer, heldTurns, lateMs, waitedMs }: AdmissionDeps): Admission {
  const limiter = perCustomer && new RateLimiterMemory({ points: perCustomer.events, duration: perCustomer.windowS });

  function refusal(): OverloadedError | undefined {
    if (heldTurns() >= mostTurns || (waitedMs() ?? 0) > mostLateMs) return new OverloadedError('turns', briefRetryS);
    return lateMs() > mostLateMs ? new OverloadedError('event_loop', briefRetryS) : undefined;
  }

  async function check(conversation: ConversationKey): Promise<void> {
    const refused = refusal();
    if (refused) throw refused;
    const count = await limiter?.get(conversation);
    if (count && count.remainingPoints <= 0) throw new OverloadedError('customer', Math.ceil(count.msBeforeNext / 1_000));
  }

  return {
    refusal,
    async admit(conversation, journal) {
      await check(conversation);
      const outcome = await journal();
      if (outcome === 'accepted') await limiter?.penalty(conversation);
      return outcome;
    },
  };
}
