import { z } from 'zod';
import { baseUrl, text } from './config-values.ts';

const tokens = (otherwise: number) => z.coerce.number().int().min(0).default(otherwise);
const price = (otherwise: number) => z.coerce.number().min(0).default(otherwise);

/** Variables of the second opinion: a language model at any server that speaks the Responses API, also inside the bank. */
export const modelVariables = {
  OPENAI_API_KEY: text.optional(),
  OPENAI_MODE: z.enum(['off', 'blind']).default('blind'),
  OPENAI_BASE_URL: baseUrl.default('https://api.openai.com/v1'),
  OPENAI_MODEL: text.default('gpt-4.1-mini'),
  OPENAI_TOKENS_PER_CUSTOMER: tokens(30_000),
  OPENAI_TOKENS_PER_PAGE: tokens(3_000_000),
  OPENAI_TOKENS_PER_DAY: tokens(3_000_000),
  OPENAI_PRICE_INPUT: price(0.4),
  OPENAI_PRICE_OUTPUT: price(1.6),
} as const;

const environment = z.object(modelVariables);

/** What the second opinion is built from; undefined where there is none. */
export function toModelConfig(e: z.infer<typeof environment>, workers: number) {
  if (e.OPENAI_API_KEY === undefined || e.OPENAI_MODE === 'off') return undefined;
  // All processes of one host together keep to the budgets.
  const share = (limit: number): number => Math.floor(limit / Math.max(1, workers));
  return {
    apiKey: e.OPENAI_API_KEY,
    baseUrl: e.OPENAI_BASE_URL,
    model: e.OPENAI_MODEL,
    limits: {
      customer: e.OPENAI_TOKENS_PER_CUSTOMER,
      page: share(e.OPENAI_TOKENS_PER_PAGE),
      day: share(e.OPENAI_TOKENS_PER_DAY),
    },
    /** Of a million tokens, in whatever currency the bill is. */
    prices: { input: e.OPENAI_PRICE_INPUT, output: e.OPENAI_PRICE_OUTPUT },
  } as const;
}
