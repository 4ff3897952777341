import { dialogCatalogue } from '../../dialogs/catalogue.ts';
import type { AnyDialog } from '../../engine/define-dialog.ts';
import { createAskOpenAi } from '../../understanding/second-opinion/ask-openai.ts';
import { createSecondOpinion, type SecondOpinion } from '../../understanding/second-opinion/create-second-opinion.ts';
import { type OpinionForm, opinionForm } from '../../understanding/second-opinion/opinion-form.ts';
import { createTokenBudget } from '../../understanding/second-opinion/token-budget.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { ModelMetrics } from '../metrics/count-model.ts';
import { createModelFetch } from '../model-fetch.ts';
import type { Egress } from './egress.ts';

/** How long a customer waits for a second opinion; then the embedded one counts. */
const timeoutMs = 2_500;

export interface ModelParts {
  readonly secondOpinion: SecondOpinion;
  close(): Promise<void>;
}

export interface ModelPartsDeps {
  readonly egress: Pick<Egress, 'gate' | 'peers'>;
  readonly metrics: ModelMetrics;
  readonly log: Log;
  readonly now: () => Date;
}

/** What a model may begin: not what takes effect in its first turn, nor what drops everything that is open. */
function isForModels({ byCustomerOnly, closing }: AnyDialog): boolean {
  return !byCustomerOnly && !closing;
}

/** The form that a model is handed, made of the dialogs. */
export function dialogForm(): OpinionForm {
  return opinionForm(dialogCatalogue.filter(isForModels).map(({ id, description, slots }) => ({ id, description, slots })));
}

/** Builds the second opinion. Nothing is connected before the first question. */
export function buildSecondOpinion(model: NonNullable<Config['model']>, deps: ModelPartsDeps): ModelParts {
  const { egress, metrics, log, now } = deps;
  const { origin } = new URL(model.baseUrl);
  egress.peers.announceOrigin('model', origin);
  const limits = { connections: 8, connectTimeout: timeoutMs, headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const pool = egress.gate.pool('model', origin, limits);
  const form = dialogForm();
  const ask = createAskOpenAi({ ...model, form, timeoutMs, fetch: createModelFetch({ pool, origin, timeoutMs }) });
  const secondOpinion = createSecondOpinion({
    ask,
    form,
    budget: createTokenBudget({ limits: model.limits, now }),
    now,
    ticks: () => performance.now(),
    onOpinion: (report) => metrics.opinionGiven(report, model.prices),
    onCircuit(open) {
      metrics.modelCircuit(open);
      log.warn({ open }, open ? 'the language model fails: it is left alone for a while' : 'the language model answers again');
    },
  });
  return { secondOpinion, close: () => pool.close() };
}
