import { advance } from '../advance.ts';
import type { Command } from '../reading.ts';
import { createSay, messageOf } from '../say.ts';
import { type Turn } from '../turn.ts';
import { isExpired } from './stale.ts';

/**
 * An order is settled in the middle of whatever is being talked about: its dialog tells it, nothing is changed, and the question on the
 * screen, whose buttons go with the newer message, is put again.
 */
export async function tellLate(turn: Turn, { dialog, settled }: Extract<Command, { readonly type: 'settled' }>): Promise<void> {
  const { plans, replies, language, now, services } = turn;
  turn.offered = turn.offeredBefore;
  turn.unclear = turn.unclearBefore;
  const definition = plans.get(dialog)?.definition;
  if (!definition?.late) return;
  const message = (key: string, args?: Parameters<typeof messageOf>[2]) => messageOf(dialog, key, args);
  await definition.late({ ...services, settled, language, now, message, say: createSay({ dialog, plans, replies }) });
  turn.events.push(`settled ${dialog}`);
  const top = turn.frames.at(-1);
  const current = top?.asked && plans.get(top.dialog)?.definition.version === top.version && !isExpired(top.updatedAt, now);
  if (current) await advance(turn, 'resumed_quietly');
}
