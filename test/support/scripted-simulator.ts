import type { SendBody } from '../../bots/messenger/send-body.ts';
import type { CustomerAction } from '../../bots/simulator/customer-action.ts';
import { createSimulator, type Simulator } from '../../bots/simulator/simulator.ts';
import type { SimulatorCustomer } from '../../bots/simulator/simulator-customer.ts';
import type { Delivery, WebhookClient } from '../../bots/simulator/webhook-client.ts';
import type { FinishedTurn, FinishedTurnTrace } from '../../bots/turns/turn-feed.ts';

/** Two customers, one for each language. */
export const scriptedCustomers: readonly SimulatorCustomer[] = [
  {
    id: 'fr',
    name: 'Camille Moreau',
    language: 'fr',
    locale: 'fr-FR',
    psid: '42',
    linked: true,
    description: { fr: 'Lyon, compte en euros', en: 'Lyon, account in euros' },
  },
  {
    id: 'gb',
    name: 'Oliver Hughes',
    language: 'en',
    locale: 'en-GB',
    psid: '43',
    linked: true,
    description: { fr: 'Leeds, compte en livres', en: 'Leeds, account in pounds' },
  },
];

const scriptedTrace: FinishedTurnTrace = {
  language: 'fr',
  dialog: 'balance',
  slots: {},
  source: 'classifier',
  score: 0.97,
  owner: 'bot',
  calls: [{ system: 'uk-open-banking', operation: 'GET /balances', outcome: 200, ms: 12 }],
  ms: 31,
  events: ['started balance'],
};

interface Script {
  /** What the bot sends for what the customer says or the title they press; for anything else its turn never ends. */
  readonly replies?: Readonly<Record<string, readonly SendBody[]>>;
  /** What the webhook answers; 200 when left out. */
  readonly status?: number;
  readonly timeoutMs?: number;
  readonly trace?: FinishedTurnTrace;
  readonly prepare?: () => Promise<void>;
  /** The bot answers nothing until `finish` is called. */
  readonly held?: boolean;
}

export interface ScriptedSimulator {
  readonly simulator: Simulator;
  /** What reached the webhook, in order. */
  readonly delivered: readonly Delivery[];
  /** Who was made ready, in order: `fr`, or `fr reset`. */
  readonly prepared: readonly string[];
  /** Whose messages were echoed to the webhook, in order: `42 m_1-0`. */
  readonly echoed: readonly string[];
  /** Lets a bot that is held answer what it was asked so far. */
  finish(): void;
}

/** A text message. */
export function text(words: string): SendBody {
  return { text: words };
}

/** A simulator in front of a bot that says what the script says: marks as seen, types, sends, ends its turn. */
export function scriptedSimulator(script: Script = {}): ScriptedSimulator {
  const delivered: Delivery[] = [];
  const prepared: string[] = [];
  const echoed: string[] = [];
  const held: (() => void)[] = [];
  const listeners = new Set<(turn: FinishedTurn) => void>();
  let count = 0;

  const webhook: WebhookClient = {
    newMid: () => `m_${(count += 1)}`,
    async deliver(delivery) {
      const { mid = '' } = delivery;
      delivered.push(delivery);
      if ((script.status ?? 200) !== 200) return { mid, status: script.status ?? 200 };
      if (script.held) held.push(() => play(delivery, mid));
      else setImmediate(() => play(delivery, mid));
      return { mid, status: 200 };
    },
    echo: (psid, { mid }) => void echoed.push(`${psid} ${mid}`),
    close: async () => undefined,
  };
  const simulator = createSimulator({
    webhook,
    customers: scriptedCustomers,
    turns: {
      onTurnEnd(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    async prepare(id, { reset }) {
      prepared.push(reset ? `${id} reset` : id);
      await script.prepare?.();
    },
    now: () => new Date(),
    timeoutMs: script.timeoutMs ?? 5_000,
  });

  function play({ psid, action }: Delivery, mid: string): void {
    const replies = script.replies?.[wordsOf(action)];
    if (!replies) return;
    simulator.onSenderAction(psid, 'mark_seen');
    simulator.onSenderAction(psid, 'typing_on');
    for (const [index, body] of replies.entries()) {
      const sent = { recipient: { id: psid }, messaging_type: 'RESPONSE', message: { ...body, metadata: `${mid}-${index}` } } as const;
      simulator.onSend(psid, { body: sent, at: new Date(), mid: `${mid}-${index}` });
    }
    for (const listener of listeners) listener({ eventId: mid, trace: script.trace ?? scriptedTrace });
  }

  return {
    simulator,
    delivered,
    prepared,
    echoed,
    finish() {
      for (const answer of held.splice(0)) answer();
    },
  };
}

function wordsOf(action: CustomerAction): string {
  if ('text' in action) return action.text;
  return 'title' in action ? action.title : action.type;
}
