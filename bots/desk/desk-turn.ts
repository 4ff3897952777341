import type { ConversationState } from '../../engine/state.ts';
import type { CustomerMessage } from '../../handoff/customer-message.ts';
import type { Hold } from '../../handoff/hold.ts';
import type { Routing } from '../../handoff/thread-call.ts';
import type { Language } from '../../i18n/language.ts';
import type { Disclose } from '../../secrecy/disclose.ts';
import type { DisclosedMessage } from '../../secrecy/origin.ts';
import type { Answer, Question } from '../turns/answer.ts';
import type { TurnOutcome } from '../turns/turn.ts';
import { saidBy } from './exchange-of.ts';
import type { HandOverFacts } from './hand-over-facts.ts';

export interface DeskTurnDeps {
  /** The bot's own answer. */
  readonly answer: Answer;
  readonly disclose: Disclose;
  readonly facts: HandOverFacts;
  /** Whether first names of agents are shown at Messenger. */
  readonly showsNames: boolean;
  /** What we are to the Page in Meta's routing. */
  readonly routing: Routing;
  readonly now: () => Date;
}

export type Answered = TurnOutcome & { readonly messages: readonly DisclosedMessage[] };

/** What the bot says in a turn, or what is said for safety; the rest follows from what was decided. */
export interface Words {
  readonly state: ConversationState;
  readonly messages: readonly DisclosedMessage[];
  readonly trace: TurnOutcome['trace'];
}

/** The language of somebody who has not said a word yet. */
export function languageOf({ state }: Pick<Question, 'state'>): Language {
  return state.language ?? 'fr';
}

/** Nothing is said but what was decided; `events` say what happened, for the log. */
export function noWords({ state }: Pick<Question, 'state'>, hold: Hold, events: readonly string[]): Words {
  const trace = {
    dialog: null,
    slots: {},
    events,
    language: languageOf({ state }),
    score: 0,
    source: 'none',
    owner: hold.owner.kind,
  } as const;
  return { state, messages: [], trace };
}

export function messageOf(question: Question): CustomerMessage {
  const { said, attachment } = saidBy(question, null);
  const { input, redacted, attachments = [] } = question;
  return {
    text: said,
    attachment: attachment || attachments.length > 0,
    attachments,
    redacted,
    payload: input.kind === 'button' ? input.payload : undefined,
  };
}

/** Only Messenger has Meta's window. */
export function hasWindow({ address }: Pick<Question, 'address'>): boolean {
  return address.door === 'messenger';
}
