import type { DisclosureLevel } from '../../secrecy/grant.ts';
import type { FinishedTurnTrace } from '../turns/turn-feed.ts';
import type { CustomerAction } from './customer-action.ts';
import { pressedButton } from './pressed-button.ts';
import type { SayInput } from './say-input.ts';
import type { SendApiBody } from './send-api-body.ts';
import type { SimulatorCustomer } from './simulator-customer.ts';
import { SimulatorError } from './simulator-error.ts';
import type { Thread } from './thread.ts';
import type { TurnWaiter } from './turn-waiter.ts';
import type { WebhookClient } from './webhook-client.ts';

/** What a turn came to: the very bodies that went to the Send API, and how the message was understood. */
export interface SayAnswer {
  readonly replies: readonly SendApiBody[];
  readonly trace: FinishedTurnTrace;
}

/** How a customer is made ready. */
export interface PrepareOptions {
  readonly reset: boolean;
  readonly disclosure?: DisclosureLevel | undefined;
}

interface CustomerLineDeps {
  readonly customer: SimulatorCustomer;
  readonly thread: Thread;
  readonly webhook: WebhookClient;
  readonly waiter: TurnWaiter;
  prepare(customerId: string, options: PrepareOptions): Promise<void>;
}

/** One customer at their phone: says one thing after the other, and begins anew. */
export interface CustomerLine {
  readonly customer: SimulatorCustomer;
  readonly thread: Thread;
  say(input: SayInput): Promise<SayAnswer>;
  reset(): Promise<void>;
}

/** The line of one customer; what is asked for at the same time is sent in the order it came. */
export function createCustomerLine(deps: CustomerLineDeps): CustomerLine {
  const { customer, thread } = deps;
  const running = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  let prepared = false;

  /** A customer has one pair of thumbs: what is asked for at the same time happens in the order it came. */
  function inOrder<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = last.then(task);
    last = result.catch(() => undefined);
    return result;
  }

  async function prepare({ reset, disclosure }: PrepareOptions): Promise<void> {
    if (prepared && !reset && disclosure === undefined) return;
    // A turn that is still running would write into the conversation that was just forgotten.
    await Promise.all(running);
    try {
      await deps.prepare(customer.id, { reset, ...(disclosure === undefined ? {} : { disclosure }) });
    } catch (error) {
      throw new SimulatorError('not_ready', `${customer.id} could not be made ready`, { cause: error });
    }
    prepared = true;
    if (reset) thread.clear();
  }

  /** Sends without waiting for the turn before: that the bot answers in order is the bot's own affair. */
  async function send(input: SayInput): Promise<Sent> {
    await prepare({ reset: input.reset ?? false, disclosure: input.disclosure });
    const sent = await deliver(deps, actionOf(input, thread));
    running.add(sent.turn);
    void sent.turn.then(() => running.delete(sent.turn));
    return sent;
  }

  return {
    customer,
    thread,
    async say(input) {
      const { mid, turn } = await inOrder(() => send(input));
      const trace = await turn;
      if (!trace) throw new SimulatorError('timed_out', 'the turn was not over in time');
      return { replies: thread.bodies(mid), trace };
    },
    reset: () => inOrder(() => prepare({ reset: true })),
  };
}

/** A message on its way; `turn` resolves with undefined when it takes too long, and never rejects. */
interface Sent {
  readonly mid: string;
  readonly turn: Promise<FinishedTurnTrace | undefined>;
}

function actionOf(input: SayInput, thread: Thread): CustomerAction {
  if (input.payload !== undefined) return pressedButton(thread.bodies(), { payload: input.payload, title: input.title });
  return { kind: 'text', text: input.text ?? '' };
}

async function deliver({ customer, thread, webhook, waiter }: CustomerLineDeps, action: CustomerAction): Promise<Sent> {
  const mid = webhook.newMid();
  thread.addFromCustomer(mid, 'text' in action ? action.text : 'title' in action ? action.title : action.type);
  const turn = waiter.expect(mid);
  try {
    const { status } = await webhook.deliver({ psid: customer.psid, action, mid });
    if (status !== 200) throw new SimulatorError('webhook_refused', `the webhook answered ${status}`);
    thread.setStatus(mid, 'sent');
    return { mid, turn };
  } catch (error) {
    waiter.forget(mid);
    thread.setStatus(mid, 'failed');
    throw error instanceof SimulatorError
      ? error
      : new SimulatorError('webhook_refused', 'the webhook could not be reached', { cause: error });
  }
}
