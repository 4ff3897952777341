import type { DialogServices } from '../../dialogs/services.ts';
import type { Engine } from '../../engine/create-engine.ts';
import type { CustomerInput, Reading, ReadingContext, Understanding } from '../../engine/reading.ts';
import type { Reply } from '../../engine/reply.ts';
import type { ConversationState } from '../../engine/state.ts';
import { createDayClock } from '../../i18n/day-clock.ts';
import { type Locale, locales } from '../../i18n/language.ts';
import type { Disclose } from '../../secrecy/disclose.ts';
import type { Grant } from '../../secrecy/grant.ts';
import type { OutgoingMessage } from '../../secrecy/outgoing-message.ts';
import type { Redaction } from '../../secrecy/redact.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { Address, Notice } from '../inbound.ts';
import { openSession, type SessionDeps } from './customer-session.ts';
import type { TurnOutcome } from './turn.ts';

export interface AnswerDeps extends SessionDeps {
  readonly understanding: Understanding;
  readonly engine: Engine<DialogServices>;
  readonly disclose: Disclose;
  readonly grant: Grant;
  readonly now: () => Date;
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
  readonly state: ConversationState;
}

export type Answer = (question: Question) => Promise<TurnOutcome & { readonly messages: readonly OutgoingMessage[] }>;

/** What the bank answers when a link is worth nothing any more: it ends, so that the customer can make a new one. */
const endsLink: ReadonlySet<string> = new Set(['failed consent_expired', 'failed sca_required', 'failed forbidden_scope']);

/** How many orders are remembered as told; more are not given while the bank is slow. */
const mostTold = 10;

/** What Guichet has to tell, in the place of a message; nothing where the customer was told in the order's own turn. */
function readNotice({ key, dialog, result }: Notice, { language = 'fr', told = [] }: ConversationState): Reading {
  const settled = { type: 'settled', dialog: told.includes(key) ? '' : dialog, settled: result } as const;
  return { language, command: settled, entities: {}, dialog, score: 1, source: 'none' };
}

function knownLocale(tag: string | undefined): Locale | undefined {
  return locales.find((locale) => locale === tag);
}

function warnings(redacted: readonly Redaction[]): Reply[] {
  return redacted.map((kind) => ({ kind: 'text', lines: [{ key: `secrecy.typed_${kind}`, args: {} }] }));
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
    const reading = notice ? readNotice(notice, state) : await deps.understanding.read(input, context);
    const { language, score, source } = reading;
    const customer = session.speak(language);
    const guards = { linked: async () => customer.customer !== undefined };
    const turn = await deps.engine.runTurn({ state, reading, services: customer.services, guards });
    if (turn.trace.events.some((event) => endsLink.has(event))) await customer.services.linking.unlink();
    const today = dayIn(customer.timeZone, now);
    const audience = { sink: 'chat', grant: deps.grant, language, locale: knownLocale(customer.customer?.locale), today } as const;
    const messages = deps.disclose([...warnings(redacted), ...turn.replies], audience);
    const { told: _told, ...after } = turn.state;
    return {
      state: { ...after, ...(told.length > 0 ? { told: told.slice(-mostTold) } : {}) },
      messages,
      trace: { ...turn.trace, language, score, source },
    };
  };
}
