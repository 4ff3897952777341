import type { Logger } from 'pino';
import type { OutboxReply } from './outbox-reply.ts';
import type { SendApi } from './send-api.ts';
import type { SendFailure, SendOutcome, SendUnknown } from './send-outcome.ts';

/** What became of the replies to one person. */
export type DeliveryReport =
  /** All of them are settled; `lost` holds those that Meta refused for good. */
  | { readonly outcome: 'done'; readonly lost: readonly SendFailure[] }
  /** `next` and those after it have not left and may be tried again later. */
  | { readonly outcome: 'paused'; readonly next: number; readonly because: SendFailure }
  /** The one before `next` may have left: it must not be sent again. Those from `next` on have not left. */
  | { readonly outcome: 'unknown'; readonly next: number; readonly because: SendUnknown };

export interface DeliverOptions {
  /** Called, and awaited, after each reply that is settled: sent, or refused for good. */
  readonly onSent?: (index: number) => Promise<void> | void;
}

export interface MessengerSender {
  /** Sends replies to one person in their order, each after the one before was confirmed; parallel calls would arrive in any order. */
  deliver(psid: string, replies: readonly OutboxReply[], options?: DeliverOptions): Promise<DeliveryReport>;
  /** True once Meta has refused the Page itself; nothing is sent from then until the process starts anew. */
  readonly stopped: boolean;
}

export interface MessengerSenderDeps {
  readonly sendApi: Pick<SendApi, 'send'>;
  /** Somebody has to look: a dead token, a restricted Page, an error nobody has seen before. */
  readonly onAlarm?: (failure: SendFailure) => void;
  readonly log?: Pick<Logger, 'error'>;
}

const pageStopped: SendFailure = { outcome: 'failed', action: 'stop_page', reason: 'page_stopped', scope: 'page', alarm: false };

/** Sends the reply in words where Meta does not offer the template in the customer's country (10/2018336). */
async function sendPlain(sendApi: Pick<SendApi, 'send'>, psid: string, reply: OutboxReply): Promise<SendOutcome | undefined> {
  let outcome: SendOutcome | undefined;
  for (const body of reply.plain ?? []) {
    outcome = await sendApi.send(psid, body, { messagingType: 'RESPONSE', metadata: reply.metadata });
    if (outcome.outcome !== 'sent') return outcome;
  }
  return outcome;
}

async function sendReply(sendApi: Pick<SendApi, 'send'>, psid: string, reply: OutboxReply): Promise<SendOutcome> {
  const outcome = await sendApi.send(psid, reply.body, { messagingType: 'RESPONSE', metadata: reply.metadata });
  if (outcome.outcome !== 'failed' || outcome.action !== 'plainer') return outcome;
  return (await sendPlain(sendApi, psid, reply)) ?? outcome;
}

const isForGood = (failure: SendFailure): boolean => failure.action === 'never' || failure.action === 'plainer';

/** The sender of one Page. */
export function createMessengerSender({ sendApi, onAlarm, log }: MessengerSenderDeps): MessengerSender {
  let stopped = false;

  function note(failure: SendFailure): void {
    if (failure.action === 'stop_page') stopped = true;
    if (!failure.alarm) return;
    log?.error({ send: failure }, 'the Send API needs attention');
    onAlarm?.(failure);
  }

  async function deliver(psid: string, replies: readonly OutboxReply[], { onSent }: DeliverOptions = {}): Promise<DeliveryReport> {
    const lost: SendFailure[] = [];
    for (const [index, reply] of replies.entries()) {
      if (stopped) return { outcome: 'paused', next: index, because: pageStopped };
      const outcome = await sendReply(sendApi, psid, reply);
      if (outcome.outcome === 'unknown') {
        await onSent?.(index);
        return { outcome: 'unknown', next: index + 1, because: outcome };
      }
      if (outcome.outcome === 'failed') {
        note(outcome);
        if (!isForGood(outcome)) return { outcome: 'paused', next: index, because: outcome };
        lost.push(outcome);
      }
      await onSent?.(index);
      // Whoever cannot be reached with this reply cannot be reached with the next one either.
      if (outcome.outcome === 'failed' && outcome.scope !== 'message') break;
    }
    return { outcome: 'done', lost };
  }

  return {
    deliver,
    get stopped() {
      return stopped;
    },
  };
}
