import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { AskModel, ModelReply } from './ask-model.ts';
import type { OpinionForm } from './opinion-form.ts';
import { mostAnswerTokens } from './token-count.ts';

export interface OpenAiSettings {
  /** The way out; nothing is sent beside it. */
  readonly fetch: typeof globalThis.fetch;
  readonly apiKey: string;
  /** Of any server that speaks the Responses API, with its `/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly timeoutMs: number;
  readonly form: OpinionForm;
}

/** Nobody is charged for more than this by one answer, whatever the other side says. */
const mostCountedTokens = 100_000;
const counted = z.int().min(0).max(mostCountedTokens).catch(mostCountedTokens);
const usageSchema = z.object({ input_tokens: counted, output_tokens: counted }).optional().catch(undefined);

/** The part of an answer that is looked at; the other side may send anything. */
const answerSchema = z.object({
  status: z.string().optional(),
  usage: usageSchema,
  output: z.array(z.object({ content: z.array(z.object({ type: z.string(), text: z.string().optional() })).optional() })),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function replyOf(response: unknown): ModelReply {
  const answer = answerSchema.safeParse(response);
  if (!answer.success) return { outcome: 'garbage' };
  const { output, status, usage } = answer.data;
  const tokens = usage && { tokens: { input: usage.input_tokens, output: usage.output_tokens } };
  const parts = output.flatMap(({ content = [] }) => content);
  if (parts.some(({ type }) => type === 'refusal')) return { outcome: 'refused', ...tokens };
  const text = parts.flatMap(({ type, text: said }) => (type === 'output_text' && said !== undefined ? [said] : [])).join('');
  const value = status === 'incomplete' ? undefined : parsed(text);
  return value === undefined ? { outcome: 'garbage', ...tokens } : { outcome: 'answered', value, ...tokens };
}

/** Whether our own clock, or the library's, ended the wait. */
function isTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return error instanceof APIConnectionTimeoutError || code === 'timeout' || code === 'not_started';
}

/** What went wrong, in our words: those of the other side are not repeated. */
function failureOf(error: unknown): ModelReply {
  if (isTimeout(error)) return { outcome: 'timed_out' };
  if (error instanceof APIConnectionError) return { outcome: 'unavailable' };
  // An answer came, and was no JSON.
  if (!(error instanceof APIError)) return { outcome: 'garbage' };
  const { status } = error;
  if (status === 429) return { outcome: 'rate_limited' };
  return { outcome: typeof status === 'number' && status < 500 ? 'rejected' : 'unavailable' };
}

/**
 * The one place that talks to a language model: the Responses API with structured outputs, once, without a second try.
 * Source: developers.openai.com/api/reference (Responses), structured outputs in strict mode.
 */
export function createAskOpenAi({ form, model, timeoutMs, baseUrl, ...way }: OpenAiSettings): AskModel {
  // What is not said here the library would take from the environment.
  const ours = { organization: null, project: null, adminAPIKey: null, webhookSecret: null, logLevel: 'off', maxRetries: 0 } as const;
  const client = new OpenAI({ ...way, ...ours, baseURL: baseUrl, timeout: timeoutMs });
  const text = { format: zodTextFormat(form.schema, 'reading') };
  return async (question) => {
    try {
      const response: unknown = await client.responses.create({
        model,
        instructions: form.instructions,
        input: JSON.stringify(question),
        text,
        max_output_tokens: mostAnswerTokens,
        store: false,
      });
      return replyOf(response);
    } catch (error) {
      return failureOf(error);
    }
  };
}
