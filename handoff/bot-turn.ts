import { type Decision, done } from './decision.ts';
import { type Hold, isAtDesk } from './hold.ts';
import { type Exchange, remember } from './recent.ts';
import { entriesOfExchange } from './thread-entries.ts';

/** How long the desk goes on being shown a conversation that was returned. */
const shownMs = 24 * 3_600_000;

/** Whether a conversation that was returned may be put away: nothing is promised, and it was a while ago. */
function isOver({ case: open }: Hold, now: Date): boolean {
  if (open?.status !== 'returned' || open.promises.length > 0) return false;
  return now.getTime() - Date.parse(open.returned?.at ?? open.openedAt) > shownMs;
}

/** A turn that the bot has answered: remembered, and shown at the desk where the conversation is there. */
export function botTurn(hold: Hold, exchange: Exchange, now: Date): Decision {
  const heard: Hold = { ...hold, lastInboundAt: exchange.at, recent: remember(hold.recent, exchange) };
  if (!isAtDesk(hold)) return done(heard);
  const { case: open, ...rest } = heard;
  if (isOver(hold, now)) return done(rest, [{ kind: 'system', code: 'put_away', detail: null }]);
  return done(open ? heard : rest, entriesOfExchange(exchange));
}
