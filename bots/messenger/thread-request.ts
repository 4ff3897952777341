import { z } from 'zod';
import type { GraphAnswer, GraphRequest } from './graph-call.ts';
import type { OutboxControl } from './outbox-control.ts';
import { judgeAnswerOf, type SendFailure, type SendUnknown } from './send-outcome.ts';

/** The Page's own inbox in Business Suite (Conversation Routing, 2025-09-24). */
export const pageInboxId = '263902037430900';

/** `holder`: whose the thread is, in answer to `thread_owner`; null where it is nobody's, or Meta does not tell us. */
export type ThreadOutcome = { readonly outcome: 'sent'; readonly holder?: string | null } | SendFailure | SendUnknown;

/** One call of Conversation Routing: `POST /{page}/<call>` with the recipient, or `GET /{page}/thread_owner?recipient=`. */
export function threadRequest(psid: string, { control, metadata }: OutboxControl): GraphRequest {
  const { call: operation, durationS } = control;
  if (operation === 'thread_owner') return { operation, edge: operation, query: { recipient: psid } };
  const extra = {
    ...(operation === 'pass_thread_control' ? { target_app_id: pageInboxId } : {}),
    ...(operation === 'extend_thread_control' ? { duration: durationS } : { metadata }),
  };
  return { operation, edge: operation, json: JSON.stringify({ recipient: { id: psid }, ...extra }) };
}

const appId = z.union([z.string(), z.number().transform(String)]);
const owner = z.object({ data: z.array(z.object({ thread_owner: z.object({ app_id: appId }) })).max(1) });
const success = z.object({ success: z.literal(true) });

/** What became of such a call; errors are those of the Send API. Each can be made again: what it comes to is the same. */
export function judgeThread({ control }: OutboxControl, answer: GraphAnswer, request: string): ThreadOutcome {
  if (answer.kind === 'answered' && answer.status === 200) {
    const seen = control.call === 'thread_owner' ? owner.safeParse(answer.json) : undefined;
    if (seen?.success) return { outcome: 'sent', holder: seen.data.data[0]?.thread_owner.app_id ?? null };
    if (!seen && success.safeParse(answer.json).success) return { outcome: 'sent' };
  }
  const judged = judgeAnswerOf(answer, request);
  // A question that was not answered was not answered, whatever the error says of messages.
  return judged.outcome === 'sent' && control.call === 'thread_owner' ? { outcome: 'unknown', reason: 'unreadable_answer' } : judged;
}
