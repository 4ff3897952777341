import type { AnyDialog } from './define-dialog.ts';
import { planDialogs } from './dialog-plan.ts';
import { expectationOf } from './expectation.ts';
import { handleMessage } from './handle-message.ts';
import type { Expectation, Reading } from './reading.ts';
import type { Reply } from './reply.ts';
import { soundEntities } from './slots/sound-entities.ts';
import type { ConversationState, Frame } from './state.ts';
import type { EngineLog, Turn, TurnGuards } from './turn.ts';

/** What a turn did, for the log and the simulator. Holds what the customer said, never what the bank answered. */
export interface TurnTrace {
  /** The dialog the message was about. */
  readonly dialog: string | null;
  /** Its slots when the turn was over; one-time codes are left out. */
  readonly slots: Frame['slots'];
  /** What happened, in order: `started balance`, `asked purchase`, `corrected paidOn`, `failed bank_unavailable`. */
  readonly events: readonly string[];
}

export interface TurnInput<Services extends object> {
  readonly state: ConversationState;
  readonly reading: Reading;
  readonly services: Services;
  readonly guards: TurnGuards;
}

export interface TurnResult {
  readonly state: ConversationState;
  readonly replies: readonly Reply[];
  readonly trace: TurnTrace;
}

export interface EngineDeps {
  readonly dialogs: readonly AnyDialog[];
  readonly now: () => Date;
  /** Ids of frames: letters, digits, `-` and `_`, at most 56 characters. */
  readonly newId: () => string;
  readonly log?: EngineLog | undefined;
}

/** Carries out what was understood. Holds nothing between turns: all of a conversation is in its state. */
export interface Engine<Services extends object> {
  /** One message, one turn. The state handed in is not changed. Never rejects for what a dialog or a connector does; only with `store_unavailable`, when it is to be done again. */
  runTurn(input: TurnInput<Services>): Promise<TurnResult>;
  /** What the conversation is waiting for at `now`, for the reading of the next message. */
  expectation(state: ConversationState, now?: Date): Expectation | undefined;
}

function traceOf({ plans, focus, events }: Turn): TurnTrace {
  if (!focus) return { dialog: null, slots: {}, events };
  const secret = plans.get(focus.dialog)?.slots.filter((slot) => slot.kind === 'linkCode') ?? [];
  const shown = Object.entries(focus.slots).filter(([name]) => !secret.some((slot) => slot.name === name));
  return { dialog: focus.dialog, slots: Object.fromEntries(shown), events };
}

/** Whatever is open has been talked about: as long as the customer writes, nothing of the stack grows old. */
function nextState(turn: Turn): ConversationState {
  const updatedAt = turn.now.toISOString();
  return {
    schema: 1,
    language: turn.language,
    frames: turn.frames.map((frame) => ({ ...frame, updatedAt })),
    ...(turn.last ? { last: turn.last } : {}),
    ...(turn.subjects.length > 0 ? { subjects: turn.subjects } : {}),
    ...(turn.offered ? { offered: turn.offered } : {}),
    unclear: turn.unclear,
  };
}

/**
 * Makes the engine of a set of dialogs.
 * @throws TypeError when a dialog lacks a sentence or a list of choices that the engine will need.
 */
export function createEngine<Services extends object>(deps: EngineDeps): Engine<Services> {
  const plans = planDialogs(deps.dialogs);
  const { now, newId, log } = deps;
  return {
    async runTurn({ state, reading, services, guards }) {
      const { frames, last, subjects = [], offered: offeredBefore, unclear: unclearBefore } = structuredClone(state);
      const work = { frames, last, subjects, offeredBefore, offered: undefined, replies: [], events: [], unclearBefore, unclear: 0 };
      const passing = { focus: undefined, confirmed: undefined, refused: undefined, lead: undefined };
      const also = (reading.also ?? []).map(({ dialog, entities }) => ({ dialog, entities: soundEntities(entities) }));
      const heard = { ...reading, entities: soundEntities(reading.entities), also };
      const turn: Turn = {
        plans,
        reading: heard,
        language: reading.language,
        services,
        guards,
        now: now(),
        newId,
        log,
        ...work,
        ...passing,
      };
      await handleMessage(turn);
      const { told, hold } = state;
      return {
        state: { ...nextState(turn), ...(told ? { told } : {}), ...(hold === undefined ? {} : { hold }) },
        replies: turn.replies,
        trace: traceOf(turn),
      };
    },
    expectation: (state, at = now()) => expectationOf(plans, state, at),
  };
}
