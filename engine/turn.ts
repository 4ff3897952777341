import type { Language } from '../i18n/language.ts';
import type { DisclosureLevel } from '../secrecy/grant.ts';
import type { DataClass } from '../secrecy/sealed.ts';
import type { DialogPlan, DialogPlans } from './dialog-plan.ts';
import messages from './messages.en.json' with { type: 'json' };
import type { Reading } from './reading.ts';
import type { MessageRef, Reply, ReplyArguments, ReplyOption } from './reply.ts';
import type { ConversationState, Frame } from './state.ts';

/** Names of the engine's own sentences, without the prefix `engine.`. */
export type EngineKey = keyof typeof messages;

/** What must hold before a dialog may ask or answer anything. */
export interface TurnGuards {
  /** Whether the conversation is linked to a customer of the bank. */
  linked(): Promise<boolean>;
  /** Whether facts of these classes may be said in this conversation, at this level at least. */
  mayTell(classes: readonly DataClass[], least: DisclosureLevel): Promise<boolean>;
}

/** Where the engine reports what went wrong: codes only, never a sentence, a value or a message of an error. */
export interface EngineLog {
  error(details: { readonly dialog: string; readonly code: string }, message: string): void;
}

/** A sentence that leads to a question, or, `instead`, says all that has to be said of it. */
export interface Lead {
  readonly line: MessageRef;
  readonly instead: boolean;
}

/** The work sheet of one turn: changed in place while the turn lasts, and turned into new state at its end. */
export interface Turn {
  readonly plans: DialogPlans;
  readonly reading: Reading;
  readonly language: Language;
  readonly services: object;
  readonly guards: TurnGuards;
  readonly now: Date;
  readonly newId: () => string;
  readonly log: EngineLog | undefined;
  /** The stack; its last frame is being talked about. */
  readonly frames: Frame[];
  readonly replies: Reply[];
  readonly events: string[];
  /** How many messages before this one were not understood. */
  readonly unclearBefore: number;
  unclear: number;
  last: ConversationState['last'];
  /** What earlier answers were about, for the buttons under them. */
  subjects: NonNullable<ConversationState['subjects']>;
  /** What the turn before asked to choose from. */
  readonly offeredBefore: ConversationState['offered'];
  offered: ConversationState['offered'];
  /** The frame this message was about, for the trace. */
  focus: Frame | undefined;
  /** Id of the frame that the customer has just said yes to; lives for this turn only, so that no saved state holds a yes. */
  confirmed: string | undefined;
  /** Name of the slot whose value the dialog has refused in this turn. */
  refused: string | undefined;
  /** What is to be said before the next question; a question that was on the screen already is put together with it. */
  lead: Lead | undefined;
}

/** Says one of the engine's own sentences. */
export function tell(
  turn: Pick<Turn, 'replies'>,
  key: EngineKey,
  extras: { readonly args?: ReplyArguments; readonly options?: readonly ReplyOption[] } = {},
): void {
  turn.replies.push({
    kind: 'text',
    lines: [{ key: `engine.${key}`, args: extras.args ?? {} }],
    ...(extras.options && extras.options.length > 0 ? { options: extras.options } : {}),
  });
}

/** The dialog of an open frame. Frames of unknown dialogs are dropped before anything else happens in a turn. */
export function planOf(turn: Pick<Turn, 'plans'>, frame: Frame): DialogPlan {
  const plan = turn.plans.get(frame.dialog);
  if (!plan) throw new TypeError(`no dialog ${frame.dialog}`);
  return plan;
}

/** What the dialog is about in the language of the turn, to be put into a sentence: its `topic`, or else its title. */
export function topicOf(turn: Pick<Turn, 'plans' | 'language'>, frame: Frame): string {
  const messages: Readonly<Record<string, unknown>> = planOf(turn, frame).definition.messages[turn.language];
  const topic = messages['topic'] ?? messages['title'];
  return typeof topic === 'string' ? topic : frame.dialog;
}

/** Says what leads to the next question as a bubble of its own. */
export function sayLead(turn: Pick<Turn, 'replies' | 'lead'>): void {
  if (turn.lead) turn.replies.push({ kind: 'text', lines: [turn.lead.line] });
  turn.lead = undefined;
}
