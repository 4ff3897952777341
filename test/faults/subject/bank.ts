import { createHash } from 'node:crypto';
import { request } from 'undici';

/** The bank as the dialog under test knows it: one write for each event. */
export interface Bank {
  /** Resolves once the bank has said that it is done, now or earlier. */
  write(order: { readonly conversation: string; readonly name: string }): Promise<void>;
}

/** One key for each (conversation, event, step): a repetition carries the same one, and the bank does it once. */
export function idempotencyKey({ conversation, name }: { readonly conversation: string; readonly name: string }): string {
  return createHash('sha256').update(`${conversation}|${name}|pay`).digest('base64url');
}

export function createBank({ url, timeoutMs }: { readonly url: string; readonly timeoutMs: number }): Bank {
  return {
    async write(order) {
      const answer = await request(`${url}/operations`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey(order) },
        body: JSON.stringify({ name: order.name }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error('the bank has refused');
    },
  };
}
