import { ConnectorError } from '../../connectors/connector-error.ts';
import type { BankSignIn, SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
import type { Language } from '../../i18n/language.ts';
import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { CodeCheck } from './code-check.ts';
import type { LinkRecords } from './link-records.ts';
import { hashOf, newSecret } from './link-secrets.ts';
import type { Revocations } from './revocations.ts';

/**
 * Why a page cannot go on. `dead`: the link or the sign-in is over, unknown, superseded, or another browser's;
 * `declined`: the customer refused at the bank; `bank`: the bank does not answer.
 */
export type LinkFailure = 'dead' | 'declined' | 'bank';

/** One step of a page: its result, or why not; with the language of the conversation where it is known. */
export type LinkStep<Result> = { readonly language: Language | undefined } & (
  | ({ readonly ok: true } & Result)
  | { readonly ok: false; readonly why: LinkFailure }
);

/** A customer who is back from the bank: the code, or first the choice between levels. */
export type SignedIn = { readonly code: string } | { readonly state: string; readonly choices: readonly DisclosureLevel[] };

/** The way from the chat to the bank and back. */
export interface SignInFlow {
  /** Makes the one-time link of a conversation; whatever was begun before in it ends. */
  offer(conversation: ConversationKey, language: Language | undefined): Promise<{ readonly url: string }>;
  /** Looks at a link without using it up. */
  look(token: string): Promise<LinkStep<object>>;
  /** Uses the link up and begins the sign-in. @param browser secret of the browser that asks. */
  start(token: string, browser: string): Promise<LinkStep<{ readonly authorizationUrl: string }>>;
  /** Ends the sign-in and answers with the code to show, or with what is to be decided before. @param callbackUrl with the bank's parameters. */
  finish(callbackUrl: URL, browser: string): Promise<LinkStep<SignedIn>>;
  /** Takes the decision and answers with the code to show. @param state names the sign-in. */
  choose(
    decided: { readonly state: string; readonly level: DisclosureLevel },
    browser: string,
  ): Promise<LinkStep<{ readonly code: string }>>;
}

export interface SignInFlowParts {
  readonly records: LinkRecords;
  readonly signIn: BankSignIn;
  readonly codes: CodeCheck;
  readonly revocations: Revocations;
  readonly publicUrl: () => string;
  readonly newCode: () => string;
  readonly choices: readonly DisclosureLevel[];
  readonly now: () => Date;
}

const linkMs = 10 * 60_000;
const signInMs = 10 * 60_000;
const choiceMs = 10 * 60_000;
/** Longer than a link, a sign-in and a code together. */
const attemptMs = 60 * 60_000;

/** The flow on the record store: each step may be taken by another process than the one before. */
export function createSignInFlow(parts: SignInFlowParts): SignInFlow {
  const { records, signIn, codes, revocations, publicUrl, newCode, choices, now } = parts;
  const { attempts, offers, signIns, choosing } = records;

  async function counts({ conversation, attempt }: { readonly conversation: ConversationKey; readonly attempt: string }): Promise<boolean> {
    return (await attempts.get(conversation))?.value.attempt === attempt;
  }

  return {
    async offer(conversation, language) {
      const [token, attempt] = [newSecret(), newSecret()];
      await attempts.put(conversation, { attempt }, { ttlMs: attemptMs });
      await codes.drop(conversation);
      await offers.put(hashOf(token), { conversation, attempt, language }, { ttlMs: linkMs });
      return { url: `${publicUrl()}/link/${token}` };
    },

    async look(token) {
      const offer = await offers.get(hashOf(token));
      const language = offer?.value.language;
      return offer !== undefined && (await counts(offer.value)) ? { ok: true, language } : { ok: false, why: 'dead', language };
    },

    async start(token, browser) {
      const offered = await offers.get(hashOf(token));
      const language = offered?.value.language;
      if (offered === undefined || !(await counts(offered.value))) return { ok: false, why: 'dead', language };
      const begun = await attemptAt(() => signIn.begin(`${publicUrl()}/link/callback`));
      if (typeof begun === 'string') return { ok: false, why: begun, language };
      // Only now, so that a bank that is away uses up no link. Of several who have begun with it, one goes on.
      const offer = await offers.take(hashOf(token));
      if (offer === undefined) return { ok: false, why: 'dead', language };
      const { pending, authorizationUrl } = begun;
      await signIns.put(hashOf(browser, pending.state), { ...offer, pending }, { ttlMs: signInMs });
      return { ok: true, language, authorizationUrl };
    },

    async finish(callbackUrl, browser) {
      const state = callbackUrl.searchParams.get('state') ?? '';
      // Another browser, or another's state, finds nothing here, and uses nothing up.
      const begun = await signIns.take(hashOf(browser, state));
      if (begun === undefined || !(await counts(begun))) return { ok: false, why: 'dead', language: begun?.language };
      const { conversation, attempt, language } = begun;
      const customer = await attemptAt<SignedInCustomer>(() => signIn.finish(callbackUrl, begun.pending));
      if (typeof customer === 'string') return { ok: false, why: customer, language };
      if (!(await counts(begun))) {
        await revocations.revoke(attempt, customer.tokens);
        return { ok: false, why: 'dead', language };
      }
      if (choices.length > 0) {
        // Who leaves the page without deciding leaves no consent behind.
        await revocations.schedule(attempt, customer.tokens, new Date(now().getTime() + choiceMs));
        await choosing.put(hashOf(browser, state), { conversation, attempt, language, customer }, { ttlMs: choiceMs });
        return { ok: true, language, state, choices };
      }
      const code = newCode();
      await codes.expect({ conversation, attempt, customer, code });
      return { ok: true, language, code };
    },

    async choose({ state, level }, browser) {
      const kept = await choosing.take(hashOf(browser, state));
      const language = kept?.language;
      if (kept === undefined || !choices.includes(level)) return { ok: false, why: 'dead', language };
      const { conversation, attempt, customer } = kept;
      if (!(await counts(kept))) {
        await revocations.revoke(attempt, customer.tokens);
        return { ok: false, why: 'dead', language };
      }
      const code = newCode();
      await codes.expect({ conversation, attempt, customer, code, level });
      return { ok: true, language, code };
    },
  };
}

/** Asks the bank; its expected ways of failing are answers. */
async function attemptAt<Result>(ask: () => Promise<Result>): Promise<Result | LinkFailure> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    if (error.code === 'consent_expired') return 'declined';
    return error.code === 'bad_request' ? 'dead' : 'bank';
  }
}
