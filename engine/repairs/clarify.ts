import { advance } from '../advance.ts';
import type { Command } from '../reading.ts';
import type { Entities } from '../slots/slot-kinds.ts';
import { startOptions } from '../start-options.ts';
import type { ConversationState } from '../state.ts';
import { type Turn, tell } from '../turn.ts';
import { begin } from './interrupt.ts';
import { isExpired } from './stale.ts';
import { unclear } from './unclear.ts';

/** How sure the reading must be of one of the dialogs that were offered. */
const namedScore = 0.5;

type Offer = NonNullable<ConversationState['offered']>;

/** What was said for the dialogs that are offered once more, and what this message adds. */
export function saidSoFar({ offeredBefore, now, reading }: Turn, dialogs: readonly string[]): Entities {
  const again =
    offeredBefore !== undefined && !isExpired(offeredBefore.at, now) && dialogs.every((id) => offeredBefore.dialogs.includes(id));
  return again ? { ...offeredBefore.entities, ...reading.entities } : reading.entities;
}

/** Several dialogs are as likely: asks which, and keeps what was said for the one that is picked. Those that cannot be offered do not count. */
export async function clarify(turn: Turn, dialogs: readonly string[], said = turn.reading.entities): Promise<void> {
  const offered = [...new Set(dialogs)].filter((id) => turn.plans.get(id)?.has('title'));
  const plan = offered[0] === undefined ? undefined : turn.plans.get(offered[0]);
  if (!plan) return unclear(turn);
  if (offered.length === 1) return begin(turn, plan);
  const { linkCode: _secret, ...entities } = said;
  turn.offered = { dialogs: offered, entities, at: turn.now.toISOString() };
  turn.events.push('asked dialog');
  tell(turn, 'clarify', { options: startOptions(turn.plans, offered) });
}

/**
 * An answer to "which of these?". It never reaches the frame below: a yes that follows this question is no yes to an older one.
 * @returns false when the command is no such answer.
 */
export async function answerClarify(turn: Turn, offer: Offer, command: Command): Promise<boolean> {
  if (command.type === 'choose') {
    const id = command.position === -1 ? offer.dialogs.at(-1) : offer.dialogs[command.position - 1];
    const plan = id === undefined ? undefined : turn.plans.get(id);
    await (plan ? begin(turn, plan) : clarify(turn, offer.dialogs, offer.entities));
    return true;
  }
  // One of them was asked for in words after all.
  const { dialog, score, source } = turn.reading;
  const named = source === 'classifier' && score >= namedScore && dialog !== null && offer.dialogs.includes(dialog) ? dialog : undefined;
  const meant = command.type === 'provide' && named !== undefined ? turn.plans.get(named) : undefined;
  if (meant) {
    await begin(turn, meant);
    return true;
  }
  const given = Object.keys(turn.reading.entities).length > 0;
  if (command.type === 'provide' && (!given || turn.frames.length === 0)) {
    await clarify(turn, offer.dialogs, { ...offer.entities, ...turn.reading.entities });
    return true;
  }
  if (command.type !== 'affirm' && command.type !== 'deny') return false;
  await (turn.frames.length > 0 ? advance(turn, 'resumed') : unclear(turn));
  return true;
}
