import { ConnectorError } from '../../connectors/connector-error.ts';
import type { BankSignIn, SignedInCustomer } from '../../connectors/ports/bank-sign-in.ts';
import type { Language } from '../../i18n/language.ts';
import type { ConversationKey } from '../../store/port.ts';
import { hashOf, newToken } from '../linking/link-secrets.ts';
import type { LinkService } from '../linking/link-service.ts';
import type { BoothOffer, BoothRecords } from './booth-records.ts';
import type { BoothSessions } from './booth-sessions.ts';
import { type BoothTopic, boothPath, pathOf } from './booth-topic.ts';

/**
 * Why the booth stays shut. `dead`: the link or the sign-in is over or unknown; `used`: this browser has used the link; `elsewhere`:
 * another one has; `declined`: the customer refused at the bank; `weak`: the sign-in was not a strong one of just now; `stranger`:
 * another customer signed in than the one the conversation is linked to; `unlinked`: it is linked to nobody; `bank`: the bank does not
 * answer.
 */
export type BoothFailure = 'dead' | 'used' | 'elsewhere' | 'declined' | 'weak' | 'stranger' | 'unlinked' | 'bank';

/** One step of a page: its result, or why not; with the language of the conversation where it is known. */
export type BoothStep<Result> = { readonly language: Language | undefined } & (
  | ({ readonly ok: true } & Result)
  | { readonly ok: false; readonly why: BoothFailure }
);

/** The way from the chat into the booth. */
export interface BoothFlow {
  /** Makes a one-time link: five minutes, one use, one browser. */
  offer(conversation: ConversationKey, topic: BoothTopic, language: Language): Promise<{ readonly url: string }>;
  /** Looks at a link and changes nothing. @param browser secret of the browser that looks, where it has one. */
  look(token: string, browser: string | undefined): Promise<BoothStep<object>>;
  /** Binds the link to this browser, uses it up, and begins the sign-in. */
  start(token: string, browser: string): Promise<BoothStep<{ readonly authorizationUrl: string }>>;
  /** Ends the sign-in and opens a session: its secret, and the page to go to. @param callbackUrl with the bank's parameters. */
  finish(callbackUrl: URL, browser: string): Promise<BoothStep<{ readonly session: string; readonly path: string }>>;
}

export interface BoothFlowParts {
  readonly records: BoothRecords;
  readonly sessions: BoothSessions;
  readonly signIn: Pick<BankSignIn, 'begin' | 'finish'>;
  readonly links: Pick<LinkService, 'accessFor' | 'discard'>;
  readonly publicUrl: () => string;
  /** The bank's name for a strong sign-in, where it has one. */
  readonly acr: string | undefined;
  readonly now: () => Date;
}

const linkMs = 5 * 60_000;
const signInMs = 10 * 60_000;
/** Who taps a button twice takes the same way twice: the browser shows the answer to the second tap only. */
const doubleTapMs = 10_000;
/** The longest that a strong sign-in may be at rest before it has to be done anew (Delegated Regulation (EU) 2018/389, Art. 4(3)(d)). */
const maxAgeS = 5 * 60;

function usedBy({ use }: BoothOffer, browser: string | undefined): 'used' | 'elsewhere' | undefined {
  if (use === undefined) return undefined;
  return browser !== undefined && use.browser === hashOf(browser) ? 'used' : 'elsewhere';
}

/** What becomes of a link that is used already; undefined where it is not. */
function usedAgain(offer: BoothOffer, browser: string, now: Date): BoothStep<{ readonly authorizationUrl: string }> | undefined {
  const { language, use } = offer;
  const why = usedBy(offer, browser);
  if (use === undefined || why === undefined) return undefined;
  const isDoubleTap = why === 'used' && now.getTime() - Date.parse(use.at) < doubleTapMs;
  return isDoubleTap ? { ok: true, language, authorizationUrl: use.authorizationUrl } : { ok: false, why, language };
}

/** Opens the booth to the customer to whom the conversation is linked, and to nobody else. */
async function admit(
  { sessions, links, now }: BoothFlowParts,
  { conversation, topic, language }: Pick<BoothOffer, 'conversation' | 'topic' | 'language'>,
  customer: SignedInCustomer,
): Promise<BoothStep<{ readonly session: string; readonly path: string }>> {
  // The sign-in has said who is there: what it gives besides is not needed. What is read, is read by the link's own right.
  await links.discard(customer.tokens);
  const link = await links.accessFor(conversation);
  if (link === undefined) return { ok: false, why: 'unlinked', language };
  if (link.subject !== customer.subject) return { ok: false, why: 'stranger', language };
  const signedInAt = customer.authTime ?? now().toISOString();
  const session = await sessions.open({ conversation, language, subject: link.subject, accessKey: link.access.key, signedInAt });
  return { ok: true, language, session, path: pathOf(topic) };
}

/** The flow on the record store: each step may be taken by another process than the one before. */
export function createBoothFlow(parts: BoothFlowParts): BoothFlow {
  const { records, signIn, publicUrl, acr, now } = parts;
  const { offers, signIns } = records;

  async function find(token: string) {
    const offer = await offers.get(hashOf(token));
    const leftMs = offer === undefined ? 0 : Date.parse(offer.value.expiresAt) - now().getTime();
    return offer !== undefined && leftMs > 0 ? { ...offer, leftMs } : undefined;
  }

  return {
    async offer(conversation, topic, language) {
      const token = newToken();
      const expiresAt = new Date(now().getTime() + linkMs).toISOString();
      await offers.put(hashOf(token), { conversation, topic, language, expiresAt }, { ttlMs: linkMs });
      return { url: `${publicUrl()}${boothPath}/${token}` };
    },

    async look(token, browser) {
      const offer = await find(token);
      const language = offer?.value.language;
      const why = offer === undefined ? 'dead' : usedBy(offer.value, browser);
      return why === undefined ? { ok: true, language } : { ok: false, why, language };
    },

    async start(token, browser) {
      const found = await find(token);
      if (found === undefined) return { ok: false, why: 'dead', language: undefined };
      const { value: offer, version, leftMs } = found;
      const { conversation, topic, language } = offer;
      const again = usedAgain(offer, browser, now());
      if (again !== undefined) return again;
      const wish = { maxAgeS, acr, identityOnly: true };
      const begun = await attemptAt(() => signIn.begin(`${publicUrl()}${boothPath}/callback`, wish));
      if (typeof begun === 'string') return { ok: false, why: begun, language };
      // Only now, so that a bank that is away uses up no link. Of several who have begun with it, one goes on.
      const { pending, authorizationUrl } = begun;
      const use = { browser: hashOf(browser), at: now().toISOString(), authorizationUrl };
      if (!(await offers.put(hashOf(token), { ...offer, use }, { ttlMs: leftMs, ifVersion: version }))) {
        const winner = await find(token);
        return (winner && usedAgain(winner.value, browser, now())) ?? { ok: false, why: 'dead', language };
      }
      await signIns.put(hashOf(browser, pending.state), { conversation, topic, language, pending }, { ttlMs: signInMs });
      return { ok: true, language, authorizationUrl };
    },

    async finish(callbackUrl, browser) {
      const state = callbackUrl.searchParams.get('state') ?? '';
      // Another browser, or another's state, finds nothing here, and uses nothing up.
      const begun = await signIns.take(hashOf(browser, state));
      if (begun === undefined) return { ok: false, why: 'dead', language: undefined };
      const customer = await attemptAt<SignedInCustomer>(() => signIn.finish(callbackUrl, begun.pending));
      if (typeof customer === 'string') return { ok: false, why: customer, language: begun.language };
      return admit(parts, begun, customer);
    },
  };
}

const failureOf: Readonly<Record<string, BoothFailure>> = { consent_expired: 'declined', sca_required: 'weak', bad_request: 'dead' };

/** Asks the bank; its expected ways of failing are answers. */
async function attemptAt<Result>(ask: () => Promise<Result>): Promise<Result | BoothFailure> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return failureOf[error.code] ?? 'bank';
  }
}
