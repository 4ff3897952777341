import { z } from 'zod';
import type { GraphAnswer } from './graph-call.ts';
import { type MetaWords, readMetaWords } from './meta-words.ts';
import { judgeSendError, type SendAction, type SendScope } from './send-errors.ts';
import { readUsage } from './usage-headers.ts';

interface SendTrace {
  readonly reason: string;
  readonly status?: number;
  readonly code?: number;
  readonly subcode?: number;
  /** Meta's name for the call: what their support asks for. */
  readonly fbtraceId?: string;
}

export interface SendFailure extends SendTrace {
  readonly outcome: 'failed';
  readonly action: Exclude<SendAction, 'unknown' | 'sent'>;
  readonly scope: SendScope;
  readonly alarm: boolean;
  /** How many rounds of tries it is worth; as many as patience allows where it is left out. */
  readonly mostRounds?: number;
  /** What Meta says of an error that is not known here. */
  readonly words?: MetaWords;
  /** Not before this time has passed, where Meta says so. */
  readonly afterMs?: number;
}

/** It may have been sent. The echo, which carries the `metadata`, settles it; until then it must not be repeated. */
export interface SendUnknown extends SendTrace {
  readonly outcome: 'unknown';
}

/** `messageId` is missing where Meta sent it and answered with an error. */
export type SendOutcome = { readonly outcome: 'sent'; readonly messageId?: string } | SendFailure | SendUnknown;

const success = z.object({ message_id: z.string().min(1).max(512) });

const code = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const graphError = z.object({
  error: z.object({
    code,
    error_subcode: code.optional().catch(undefined),
    fbtrace_id: z
      .string()
      .regex(/^[\w+/=-]{1,64}$/)
      .optional()
      .catch(undefined),
  }),
});

type Answered = Extract<GraphAnswer, { kind: 'answered' }>;

/** How long Meta says to keep away: its usage headers, or `Retry-After` in seconds. */
function afterMs(headers: Answered['headers']): { afterMs?: number } {
  const regainMs = readUsage(headers)?.regainMs ?? 0;
  const retryAfter = headers['retry-after'];
  const retryMs = typeof retryAfter === 'string' && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : 0;
  const longest = Math.max(regainMs, retryMs);
  return longest > 0 ? { afterMs: longest } : {};
}

function readTrace({ status, json }: Answered): Omit<SendTrace, 'reason'> & { readonly status: number } {
  const parsed = graphError.safeParse(json).data?.error;
  if (!parsed) return { status };
  return {
    status,
    code: parsed.code,
    ...(parsed.error_subcode === undefined ? {} : { subcode: parsed.error_subcode }),
    ...(parsed.fbtrace_id === undefined ? {} : { fbtraceId: parsed.fbtrace_id }),
  };
}

/** Errors that are not in the table: their codes alone tell nobody what to do. */
const unheardOf: ReadonlySet<string> = new Set(['unlisted_error', 'unexpected_answer']);

function wordsOf({ json }: Answered, reason: string, request: string): { words?: MetaWords } {
  const words = unheardOf.has(reason) ? readMetaWords(json, request) : undefined;
  return words ? { words } : {};
}

function judgeAnswer(answer: Answered, request: string): SendOutcome {
  const sent = answer.status === 200 ? success.safeParse(answer.json) : undefined;
  if (sent?.success) return { outcome: 'sent', messageId: sent.data.message_id };
  const trace = readTrace(answer);
  const { action, ...verdict } = judgeSendError(trace);
  if (action === 'sent') return { outcome: 'sent' };
  if (action === 'unknown') return { outcome: 'unknown', reason: verdict.reason, ...trace };
  const when = action === 'wait' ? afterMs(answer.headers) : {};
  return { outcome: 'failed', action, ...verdict, ...trace, ...wordsOf(answer, verdict.reason, request), ...when };
}

/** What became of one call. @param request the JSON that was sent. */
export function judgeAnswerOf(answer: GraphAnswer, request: string): SendOutcome {
  if (answer.kind === 'answered') return judgeAnswer(answer, request);
  if (answer.kind === 'no_answer') return { outcome: 'unknown', reason: answer.reason === 'timeout' ? 'timeout' : 'connection_broken' };
  return { outcome: 'failed', action: 'retry', reason: 'unreachable', scope: 'page', alarm: false };
}
