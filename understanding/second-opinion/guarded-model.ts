import { BrokenCircuitError, type CircuitBreakerPolicy, ConsecutiveBreaker, circuitBreaker, handleWhenResult } from 'cockatiel';
import type { AskModel, ModelQuestion, ModelReply } from './ask-model.ts';
import { createOpinionCache } from './opinion-cache.ts';
import type { Opinion, OpinionForm } from './opinion-form.ts';
import type { OpinionReport } from './opinion-outcome.ts';
import type { Payer, Reservation, TokenBudget } from './token-budget.ts';
import { mostAnswerTokens, tokensOf } from './token-count.ts';

/** A report, and the opinion where there is one. */
export interface JudgedOpinion extends OpinionReport {
  readonly opinion?: Opinion;
}

export interface GuardedModelDeps {
  readonly ask: AskModel;
  readonly form: OpinionForm;
  readonly budget: TokenBudget;
  readonly now: () => Date;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
  /** The circuit opened (true), or closed again. */
  readonly onCircuit?: (open: boolean) => void;
  readonly halfOpenAfterMs?: number;
}

const failuresToOpen = 5;
const defaultHalfOpenAfterMs = 30_000;
/** While the model is slow, everybody else goes on with the embedded answer. */
const mostAtOnce = 8;

const isDown: ReadonlySet<string> = new Set(['garbage', 'off_form', 'timed_out', 'rate_limited', 'rejected', 'unavailable']);
/** No model has worked on it. */
const isFree: ReadonlySet<string> = new Set(['rate_limited', 'rejected', 'unavailable', 'circuit_open']);

function isFailure(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'outcome' in result && isDown.has(String(result.outcome));
}

function createBreaker({ onCircuit, halfOpenAfterMs = defaultHalfOpenAfterMs }: GuardedModelDeps): CircuitBreakerPolicy {
  const breaker = circuitBreaker(handleWhenResult(isFailure), {
    halfOpenAfter: halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });
  breaker.onBreak(() => onCircuit?.(true));
  breaker.onReset(() => onCircuit?.(false));
  return breaker;
}

function judge(reply: ModelReply, form: OpinionForm): JudgedOpinion {
  const spent = reply.tokens ? { tokens: reply.tokens } : {};
  if (reply.outcome !== 'answered') return { outcome: reply.outcome, ...spent };
  const opinion = form.read(reply.value);
  if (opinion === undefined) return { outcome: 'off_form', ...spent };
  return { outcome: opinion.dialog === undefined ? 'none' : 'answered', opinion, ...spent };
}

/** Asks within budgets, under a circuit breaker, a few at a time, and never twice for the same question within a day. Never rejects. */
export function createGuardedModel(deps: GuardedModelDeps): (question: ModelQuestion, payer: Payer) => Promise<JudgedOpinion> {
  const { ask, form, budget, now, ticks } = deps;
  const cache = createOpinionCache(now);
  const breaker = createBreaker(deps);
  // What a question may cost at most is set aside before it is asked: the form, the sentence, the longest answer.
  const formTokens = tokensOf(form.instructions) + form.schemaTokens + mostAnswerTokens;
  let under = 0;

  /** Pays in advance. Where nobody says what a question took, as after a time-out, the advance stays. */
  async function askWithin(question: ModelQuestion, reservation: Reservation): Promise<JudgedOpinion> {
    const began = ticks();
    const judged = await breaker
      .execute(async () => ({ ...judge(await ask(question), form), ms: ticks() - began }))
      .catch((error: unknown): JudgedOpinion => ({ outcome: error instanceof BrokenCircuitError ? 'circuit_open' : 'unavailable' }));
    if (judged.tokens) reservation.settle(judged.tokens);
    else if (isFree.has(judged.outcome)) reservation.settle({ input: 0, output: 0 });
    return judged;
  }

  return async (question, payer) => {
    const key = JSON.stringify([question.sentence, question.lastDialog]);
    const known = cache.get(key);
    if (known) return { outcome: 'cached', opinion: known };
    if (under >= mostAtOnce) return { outcome: 'busy' };
    const reservation = budget.reserve(payer, formTokens + tokensOf(question.sentence));
    if (reservation === undefined) return { outcome: 'over_budget' };
    under += 1;
    try {
      const judged = await askWithin(question, reservation);
      if (judged.opinion) cache.put(key, judged.opinion);
      return judged;
    } finally {
      under -= 1;
    }
  };
}
