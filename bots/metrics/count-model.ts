import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { type OpinionReport, opinionOutcomes } from '../../understanding/second-opinion/opinion-outcome.ts';

/** Of a million tokens. */
export interface ModelPrices {
  readonly input: number;
  readonly output: number;
}

/** What the second opinion does and costs. */
export interface ModelMetrics {
  opinionGiven(report: OpinionReport, prices: ModelPrices): void;
  modelCircuit(open: boolean): void;
}

const million = 1_000_000;

export function countModel(registers: Registry[]): ModelMetrics {
  const opinions = new Counter({
    name: 'guichet_model_opinions_total',
    help: `Messages that the embedded readers were unsure of and a language model might read, by what came of it: ${opinionOutcomes.join(', ')}.`,
    labelNames: ['outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'guichet_model_seconds',
    help: 'From a question to the language model to its answer.',
    buckets: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5],
    registers,
  });
  const tokens = new Counter({
    name: 'guichet_model_tokens_total',
    help: 'Tokens that the language model says it has read (input) and written (output).',
    labelNames: ['direction'],
    registers,
  });
  const cost = new Counter({
    name: 'guichet_model_cost_total',
    help: 'What those tokens cost at the prices of the configuration, in their currency.',
    registers,
  });
  const circuit = new Gauge({
    name: 'guichet_model_circuit_open',
    help: '1 while the language model is not asked, because it failed five times in a row.',
    aggregator: 'max',
    registers,
  });
  return {
    opinionGiven({ outcome, tokens: used, ms }, prices) {
      opinions.inc({ outcome });
      if (ms !== undefined) seconds.observe(ms / 1_000);
      if (!used) return;
      tokens.inc({ direction: 'input' }, used.input);
      tokens.inc({ direction: 'output' }, used.output);
      cost.inc((used.input * prices.input + used.output * prices.output) / million);
    },
    modelCircuit: (open) => circuit.set(open ? 1 : 0),
  };
}
