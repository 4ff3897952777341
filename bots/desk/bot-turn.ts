import type { HandoverReason } from '../../desk/api/terms.ts';
import { botTurn } from '../../handoff/bot-turn.ts';
import { mayLeave } from '../../handoff/gate.ts';
import { type DeskStanding, handOver } from '../../handoff/hand-over.ts';
import { type Hold, isAtDesk } from '../../handoff/hold.ts';
import { hasReportedFraud, reasonToHandOver, weightOf } from '../../handoff/reasons.ts';
import { type Exchange, remember } from '../../handoff/recent.ts';
import { settle } from '../../handoff/settle.ts';
import type { Question } from '../turns/answer.ts';
import { concludeTurn } from './conclude-turn.ts';
import type { Answered, DeskTurnDeps } from './desk-turn.ts';
import { exchangeOf } from './exchange-of.ts';

interface BotsAnswer {
  readonly question: Question;
  readonly hold: Hold;
  readonly answered: Answered;
  readonly exchange: Exchange;
}

/** At a closed door the bot goes on where it can: it reports a fraud itself, and having failed twice is no reason to ask for a person. */
function asksAt(standing: DeskStanding, reason: HandoverReason): boolean {
  return standing.state === 'open' || (reason !== 'failure' && reason !== 'suspected_fraud');
}

/** The turn hands the conversation over: what the bot would have said gives way to what happens next. Undefined where it stays with the bot. */
async function handedOver(
  deps: DeskTurnDeps,
  { question, hold, answered, exchange }: BotsAnswer,
  reason: HandoverReason,
): Promise<Answered | undefined> {
  const { language, events } = answered.trace;
  const known = await deps.facts.gather({ conversation: question.conversation, reason, language });
  if (!known || !asksAt(known.standing, reason)) return undefined;
  const recent = remember(hold.recent, { ...exchange, shown: [] });
  const decision = handOver({ ...hold, lastInboundAt: exchange.at, recent }, { ...known, reason, now: deps.now(), recent });
  const { offered: _offered, ...state } = answered.state;
  const trace = { ...answered.trace, events: [...events, `handed_over ${reason} ${known.standing.state}`] };
  const words = { state: { ...state, frames: [], unclear: 0 }, messages: [], trace };
  const concluded = concludeTurn(deps, question, { before: hold, settled: settle(hold, decision, deps.now()), words });
  return known.standing.state === 'open' ? { ...concluded, handedOver: { reason, ...weightOf(reason), language } } : concluded;
}

/** The bot has reported a fraud where nobody could take over: somebody is asked for, beside what the bot says. */
async function reported(deps: DeskTurnDeps, { question, hold, answered, exchange }: BotsAnswer): Promise<Answered | undefined> {
  const reason = 'suspected_fraud';
  const known = await deps.facts.gather({ conversation: question.conversation, reason, language: answered.trace.language });
  if (!known) return undefined;
  const recent = remember(hold.recent, exchange);
  const standing = known.standing.state === 'open' ? ({ state: 'away' } as const) : known.standing;
  const decision = handOver({ ...hold, lastInboundAt: exchange.at, recent }, { ...known, standing, reason, now: deps.now(), recent });
  const quiet = decision.outcome === 'done' ? { ...decision, sayings: [] } : decision;
  return concludeTurn(deps, question, { before: hold, settled: settle(hold, quiet, deps.now()), words: answered });
}

/** A turn that the bot has, and answers, unless it hands the conversation over. */
export async function botHeldTurn(deps: DeskTurnDeps, question: Question, hold: Hold): Promise<Answered> {
  const answered = await deps.answer(question);
  if (answered.erased) return answered;
  if (mayLeave({ kind: 'bot', token: hold.owner.token }, hold.owner) === 'stale')
    throw new TypeError('the bot does not hold this conversation');
  const exchange = exchangeOf(question, answered, deps.now());
  const turn = { question, hold, answered, exchange };
  if (question.notice && !isAtDesk(hold)) return answered;
  const reason = question.notice ? undefined : reasonToHandOver(exchange, hold.recent.at(-1));
  const over = reason && (await handedOver(deps, turn, reason));
  if (over) return over;
  const fraud = hasReportedFraud(exchange) && !hold.case ? await reported(deps, turn) : undefined;
  return (
    fraud ??
    concludeTurn(deps, question, {
      before: hold,
      settled: settle(hold, botTurn(hold, exchange, deps.now()), deps.now()),
      words: answered,
    })
  );
}
