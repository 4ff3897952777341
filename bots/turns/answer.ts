import type { DialogServices } from '../../dialogs/services.ts';
import type { Engine } from '../../engine/create-engine.ts';
import type { CustomerInput, Reading, ReadingContext, Understanding } from '../../engine/reading.ts';
import { type ConversationState, newConversationState } from '../../engine/state.ts';
import type { DeskEvent } from '../../handoff/desk-event.ts';
import type { SentThing } from '../../handoff/sent-things.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import { type Locale, locales } from '../../i18n/language.ts';
import type { Disclose } from '../../secrecy/disclose.ts';
import { type DisclosureLevel, reaches } from '../../secrecy/grant.ts';
import type { DisclosedMessage } from '../../secrecy/origin.ts';
import type { Redaction } from '../../secrecy/redact.ts';
import { redactTyped } from '../../secrecy/redact-typed.ts';
import type { DataClass } from '../../secrecy/sealed.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { Address, Notice } from '../inbound.ts';
import { openSession, type SessionDeps } from './customer-session.ts';
import { type AskedElsewhere, discloseOrLead, sayElsewhere } from './elsewhere.ts';
import { readTyped } from './read-typed.ts';
import type { TurnOutcome } from './turn.ts';
import { warnOfTyped } from './warn-of-typed.ts';

export interface AnswerDeps extends SessionDeps {
  readonly understanding: Understanding;
  readonly engine: Engine<DialogServices>;
  readonly disclose: Disclose;
}

export interface Question {
  readonly conversation: ConversationKey;
  /** Where the answer goes. */
  readonly address: Address;
  readonly input: CustomerInput;
  /** What Guichet itself has to tell, in the place of anything said. */
  readonly notice?: Notice | undefined;
  /** What was taken out of the text before it came here. */
  readonly redacted: readonly Redaction[];
  /** What was sent beside words. */
  readonly attachments?: readonly SentThing[] | undefined;
  /** What somebody of the bank did, in the place of anything said. */
  readonly desk?: DeskEvent | undefined;
  /** Of the event that is answered. */
  readonly eventId: string;
  readonly state: ConversationState;
}

export type Answer = (question: Question) => Promise<TurnOutcome & { readonly messages: readonly DisclosedMessage[] }>;

/** What the bank answers when a link is worth nothing any more: it ends, so that the customer can make a new one. */
const endsLink: ReadonlySet<string> = new Set(['failed consent_expired', 'failed sca_required', 'failed forbidden_scope']);

/** How many orders are remembered as told; more are not given while the bank is slow. */
const mostTold = 10;

/** What Guichet has to tell, in the place of a message; nothing where the customer was told in the order's own turn. */
function readNotice({ key, dialog, result }: Notice, { language = 'fr', told = [] }: ConversationState): Reading {
  const settled = { type: 'settled', dialog: told.includes(key) ? '' : dialog, settled: result } as const;
  return { language, command: settled, entities: {}, dialog, score: 1, source: 'none' };
}

function withTold({ told: _told, ...state }: ConversationState, told: readonly string[]): ConversationState {
  return told.length > 0 ? { ...state, told: told.slice(-mostTold) } : state;
}

function knownLocale(tag: string | undefined): Locale | undefined {
  return locales.find((locale) => locale === tag);
}

/** What was typed, without what only the state of the conversation tells to be a secret: nobody who is linked has a linking code to type. */
function clean(input: CustomerInput, mayLink: boolean): { readonly input: CustomerInput; readonly found: readonly Redaction[] } {
  if (mayLink || input.kind !== 'text') return { input, found: [] };
  const { text, found } = redactTyped(input.text, 'never');
  return { input: { kind: 'text', text }, found };
}

/** One turn: reads, carries out, and discloses what may be disclosed. */
export function createAnswer(deps: AnswerDeps): Answer {
  const dayIn = createDayClock();
  return async ({ conversation, address, input, notice, redacted, state }) => {
    const now = deps.now();
    const told = [...(state.told ?? [])];
    const session = await openSession(deps, { conversation, address, onTold: (key) => told.push(key) });
    const known = state.language ?? session.language;
    const expecting = deps.engine.expectation(state);
    const locale = knownLocale(session.locale);
    const context: ReadingContext = {
      now,
      timeZone: session.timeZone,
      ...(known ? { language: known } : {}),
      ...(locale ? { locale } : {}),
      ...(expecting ? { expecting } : {}),
      ...(state.last ? { lastDialog: state.last.dialog } : {}),
    };
    const awaitsCode = expecting?.kind === 'slot' && expecting.slotKind === 'linkCode';
    const typed = clean(input, awaitsCode || !session.isLinked);
    const asked = { input: typed.input, context, session, conversation, address };
    const reading = notice ? readNotice(notice, state) : await readTyped(deps, asked);
    const { language, score, source } = reading;
    const customer = session.speak(language);
    const guards = {
      linked: async () => customer.customer !== undefined,
      async mayTell(classes: readonly DataClass[], least: DisclosureLevel) {
        const { levels } = customer.grant();
        return classes.every((dataClass) => reaches(levels[dataClass], least));
      },
    };
    const turn = await deps.engine.runTurn({ state, reading, services: customer.services, guards });
    if (turn.trace.events.some((event) => endsLink.has(event))) await customer.services.linking.unlink();
    const today = dayIn(customer.timeZone, now);
    const audience = { sink: 'chat', grant: customer.grant(), language, locale: knownLocale(customer.customer?.locale), today } as const;
    const offer = async (asked: Pick<AskedElsewhere, 'dialog' | 'slots'>) => deps.offerPage?.({ conversation, language, ...asked });
    const warning = warnOfTyped([...new Set([...redacted, ...typed.found])], { door: address.door, dialog: reading.dialog });
    const replies = [...warning, ...(await sayElsewhere(turn.replies, offer))];
    const { dialog, slots } = turn.trace;
    const messages = await discloseOrLead(
      (said) => deps.disclose(said, audience),
      replies,
      async () => (dialog === null ? undefined : offer({ dialog, slots })),
    );
    const erased = customer.erased();
    const trace = { ...turn.trace, language, score, source };
    return { state: erased ? newConversationState : withTold(turn.state, told), messages, trace, erased };
  };
}
