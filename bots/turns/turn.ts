import type { Activity, TurnContext } from 'botbuilder';
import type { ConnectorCall } from '../../connectors/ports/call-observer.ts';
import type { HandoverReason, Owner, Skill, Urgency } from '../../desk/api/terms.ts';
import type { TurnTrace } from '../../engine/create-engine.ts';
import type { ConversationState } from '../../engine/state.ts';
import type { Language } from '../../i18n/language.ts';
import type { Origin } from '../../secrecy/origin.ts';
import type { ConversationKey } from '../../store/port.ts';
import type { DeskWork } from '../desk/desk-work.ts';
import type { ErasureInTurn } from '../erasure/erasure-service.ts';
import type { Inbound } from '../inbound.ts';

/** What is told of a turn when it is over: to the log (without `slots` and `eventId`) and to the simulator's panel. */
export interface TurnReport extends TurnTrace {
  readonly eventId: string;
  readonly language: Language;
  readonly score: number;
  readonly source: string;
  /** Who holds the conversation when the turn is over; the bot where absent. */
  readonly owner?: Owner['kind'];
  readonly calls: readonly ConnectorCall[];
  /** From the claim to the last reply sent. */
  readonly ms: number;
}

/** Why a conversation is handed over, and to whom it should go. */
export interface HandedOver {
  readonly reason: HandoverReason;
  readonly urgency: Urgency;
  readonly skill: Skill;
  readonly language: Language;
}

/** What the bot has decided in a turn. */
export interface TurnOutcome {
  readonly state: ConversationState;
  readonly trace: TurnTrace & Pick<TurnReport, 'language' | 'score' | 'source' | 'owner'>;
  /** The customer was forgotten: the state is empty, and the rest goes once it is committed. */
  readonly erased?: Pick<ErasureInTurn, 'entry' | 'settle'> | undefined;
  /** A person was asked for in this turn: what another engagement hub has to know to take the conversation. */
  readonly handedOver?: HandedOver | undefined;
  /** What the desk is told of the turn, where the conversation is there. */
  readonly desk?: DeskWork | undefined;
}

/** One turn while it is being computed: carried by the TurnContext. */
export interface Turn {
  readonly conversation: ConversationKey;
  readonly inbound: Inbound;
  readonly state: ConversationState;
  /** What the bot sent, in order: becomes the outbox. */
  readonly activities: Partial<Activity>[];
  /** Where each of them comes from. */
  readonly origins: Origin[];
  outcome?: TurnOutcome;
}

const turnKey = Symbol('guichet turn');

/** Puts the turn into the context, the one thing that botbuilder hands to the bot. */
export function attachTurn(context: TurnContext, turn: Turn): void {
  context.turnState.set(turnKey, turn);
}

/** @throws TypeError when the context did not come from Guichet's own adapter. */
export function turnOf(context: TurnContext): Turn {
  const turn: Turn | undefined = context.turnState.get(turnKey);
  if (!turn) throw new TypeError('this TurnContext carries no turn');
  return turn;
}
