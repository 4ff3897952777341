import type { TurnFeed } from '../turns/turn-feed.ts';
import { type CustomerLine, createCustomerLine, type PrepareOptions, type SayAnswer } from './customer-line.ts';
import type { SayInput } from './say-input.ts';
import type { SenderAction, TakenMessage } from './send-api-body.ts';
import type { SimulatorCustomer } from './simulator-customer.ts';
import { SimulatorError } from './simulator-error.ts';
import { createThread, type Thread } from './thread.ts';
import { createTurnWaiter } from './turn-waiter.ts';
import type { WebhookClient } from './webhook-client.ts';

interface SimulatorDeps {
  readonly webhook: WebhookClient;
  readonly customers: readonly SimulatorCustomer[];
  readonly turns: TurnFeed;
  /**
   * Makes a customer ready to talk: called before their first message and at each `reset`. A reset forgets the conversation;
   * a customer who is `linked` from the start is linked (anew), and allows that everything is said, or what `disclosure` says.
   */
  prepare(customerId: string, options: PrepareOptions): Promise<void>;
  readonly now: () => Date;
  /** How long a turn may take before `say` gives up; 20 s when left out. */
  readonly timeoutMs?: number;
}

/** A Messenger look-alike: sends what a customer does to the webhook and shows what the bot sends to the Graph stub. */
export interface Simulator {
  readonly customers: readonly SimulatorCustomer[];
  /**
   * Says or presses something as a customer and answers once the turn is over.
   * @throws SimulatorError `unknown_customer`, `not_ready`, `webhook_refused`, `timed_out`
   */
  say(input: SayInput): Promise<SayAnswer>;
  /**
   * Begins a customer's conversation anew.
   * @throws SimulatorError `unknown_customer`, `not_ready`
   */
  reset(customerId: string): Promise<void>;
  /** @throws SimulatorError `unknown_customer` */
  thread(customerId: string): Thread;
  /** Whether a customer has this page-scoped id; for the Graph stub. */
  knows(psid: string): boolean;
  /** Takes a message that the bot sent, and echoes it to the webhook; for the Graph stub. */
  onSend(psid: string, message: TakenMessage): void;
  /** Takes a sender action of the bot; for the Graph stub. */
  onSenderAction(psid: string, action: SenderAction): void;
  close(): void;
}

/** A simulator with one thread and one line for each customer; nobody talks before `say`. */
export function createSimulator(deps: SimulatorDeps): Simulator {
  const threads = deps.customers.map(() => createThread(deps.now));
  // Before the waiter subscribes: a turn's replies are known as such before anybody is told that it is over.
  const stopThreads = deps.turns.onTurnEnd((turn) => threads.find((thread) => thread.has(turn.eventId))?.endTurn(turn));
  const waiter = createTurnWaiter(deps.turns, deps.timeoutMs ?? 20_000);
  const lines = deps.customers.map((customer, index) => {
    const thread = threads[index] ?? createThread(deps.now);
    return createCustomerLine({ customer, thread, webhook: deps.webhook, waiter, prepare: (id, options) => deps.prepare(id, options) });
  });
  const threadOf = (psid: string): Thread | undefined => lines.find(({ customer }) => customer.psid === psid)?.thread;

  return {
    customers: deps.customers,
    say: async (input) => lineOf(lines, input.customer).say(input),
    reset: async (customerId) => lineOf(lines, customerId).reset(),
    thread: (customerId) => lineOf(lines, customerId).thread,
    knows: (psid) => threadOf(psid) !== undefined,
    onSend(psid, message) {
      threadOf(psid)?.addFromBot(message.body, message.at);
      deps.webhook.echo(psid, message);
    },
    onSenderAction: (psid, action) => threadOf(psid)?.applySenderAction(action),
    close() {
      stopThreads();
      waiter.close();
    },
  };
}

function lineOf(lines: readonly CustomerLine[], id: string): CustomerLine {
  const line = lines.find(({ customer }) => customer.id === id);
  if (line) return line;
  const known = lines.map(({ customer }) => customer.id).join(', ');
  throw new SimulatorError('unknown_customer', `there is no customer "${id}"; there are ${known}`);
}
