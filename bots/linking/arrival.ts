import type { SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { CodeCheck } from './code-check.ts';
import type { LinkRecords } from './link-records.ts';
import { hashOf } from './link-secrets.ts';
import type { Revocations } from './revocations.ts';
import type { LinkStep, SignedIn } from './sign-in-flow.ts';

export interface ArrivalParts {
  readonly records: Pick<LinkRecords, 'choosing'>;
  readonly codes: Pick<CodeCheck, 'expect'>;
  readonly revocations: Revocations;
  readonly newCode: () => string;
  /** What may be chosen between; nobody is asked where there is nothing. */
  readonly choices: readonly DisclosureLevel[];
  /** Whether an attempt is still the one that counts. */
  readonly counts: (of: Attempted) => Promise<boolean>;
  readonly now: () => Date;
}

interface Attempted {
  readonly conversation: ConversationKey;
  readonly attempt: string;
}

type Arrived = Parameters<LinkRecords['choosing']['put']>[1] & { readonly customer: SignedInCustomer };

/** A customer who is back from the bank: decides what may be said in the chat, and then gets the code. */
export interface Arrival {
  /** @param state names the sign-in. */
  arrive(arrived: Arrived, from: { readonly browser: string; readonly state: string }): Promise<SignedIn>;
  choose(
    decided: { readonly state: string; readonly level: DisclosureLevel },
    browser: string,
  ): Promise<LinkStep<{ readonly code: string }>>;
}

const choiceMs = 10 * 60_000;

export function createArrival({ records: { choosing }, codes, revocations, newCode, choices, counts, now }: ArrivalParts): Arrival {
  async function expectCode({ conversation, attempt, customer }: Arrived, level?: DisclosureLevel): Promise<{ readonly code: string }> {
    const code = newCode();
    await codes.expect({ conversation, attempt, customer, code, level });
    return { code };
  }

  return {
    async arrive(arrived, { browser, state }) {
      if (choices.length === 0) return expectCode(arrived);
      // Who leaves the page without deciding leaves no consent behind.
      await revocations.schedule(arrived.attempt, arrived.customer.tokens, new Date(now().getTime() + choiceMs));
      await choosing.put(hashOf(browser, state), arrived, { ttlMs: choiceMs });
      return { state, choices };
    },

    async choose({ state, level }, browser) {
      const arrived = await choosing.take(hashOf(browser, state));
      const language = arrived?.language;
      if (arrived === undefined || !choices.includes(level)) return { ok: false, why: 'dead', language };
      if (await counts(arrived)) return { ok: true, language, ...(await expectCode(arrived, level)) };
      await revocations.revoke(arrived.attempt, arrived.customer.tokens);
      return { ok: false, why: 'dead', language };
    },
  };
}
