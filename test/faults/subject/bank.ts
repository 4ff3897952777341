import { request } from 'undici';
import type { BankOrder, BankOrders } from '../../../bots/effects/bank-orders.ts';
import { type EffectResult, effectKey } from '../../../bots/effects/effect.ts';
import { createEffectRunner } from '../../../bots/effects/effect-runner.ts';
import { createReconciler, type Reconciler } from '../../../bots/effects/reconciler.ts';
import { ConnectorError } from '../../../connectors/connector-error.ts';
import type { EffectStore } from '../../../store/port.ts';

/** The bank as the dialog under test knows it. */
export interface Bank {
  /** Orders one write for an event. It is done by now, or will be: production's runner and reconciler see to it. */
  write(order: { readonly conversation: string; readonly name: string }): Promise<'done' | 'pending'>;
  /** Looks after the orders whose outcome nobody knows. */
  readonly reconciler: Reconciler;
}

export interface BankDeps {
  readonly url: string;
  readonly timeoutMs: number;
  readonly effects: EffectStore;
  readonly now: () => Date;
}

const done: EffectResult = { outcome: 'done' };
const account = { id: '1' };
const address = { door: 'messenger', channelId: 'facebook', from: account, recipient: account, conversation: account } as const;
const customer = { key: 'link', accessToken: async () => 'token' };
const silent = { info: () => undefined, error: () => undefined };

/** The name of the event travels as the card to freeze. */
function nameOf({ action }: BankOrder): string {
  return action.kind === 'freeze' && action.target.which === 'card' ? action.target.ref : '';
}

/** Orders over HTTP: `POST /operations` with the key in `Idempotency-Key`, `GET /operations/<key>`. */
export function createHttpOrders({ url, timeoutMs }: Pick<BankDeps, 'url' | 'timeoutMs'>): BankOrders {
  async function call(method: 'GET' | 'POST', path: string, rest: { headers?: Record<string, string>; body?: string }): Promise<number> {
    try {
      const answer = await request(`${url}${path}`, { method, ...rest, signal: AbortSignal.timeout(timeoutMs) });
      await answer.body.dump();
      if (answer.statusCode < 500) return answer.statusCode;
    } catch (cause) {
      throw new ConnectorError('bank_unavailable', { system: 'card-services', operation: method, cause });
    }
    throw new ConnectorError('bank_unavailable', { system: 'card-services', operation: method });
  }
  return {
    async carryOut(order) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': order.key };
      await call('POST', '/operations', { headers, body: JSON.stringify({ name: nameOf(order) }) });
      return done;
    },
    outcomeOf: async ({ key }) => ((await call('GET', `/operations/${key}`, {})) === 200 ? done : undefined),
  };
}

/** The product’s own runner and reconciler of orders, for one customer of the stub. */
export function createBank({ effects, now, timeoutMs }: BankDeps, orders: BankOrders): Bank {
  const checkAfterMs = timeoutMs + 500;
  const runner = createEffectRunner({ effects, orders, checkAfterMs });
  const reconciler = createReconciler({
    effects,
    runner,
    accessFor: async () => customer,
    tell: async () => 'accepted',
    now,
    log: silent,
    times: { everyMs: 500, longestPauseMs: 2_000, againAfterMs: checkAfterMs, giveUpAfterMs: 3_600_000 },
  });
  return {
    reconciler,
    async write({ conversation, name }) {
      const action = { kind: 'freeze', target: { which: 'card', ref: name } } as const;
      const key = effectKey(conversation, name, action.kind);
      const intent = { action, link: customer.key, dialog: 'counting', address, at: now().toISOString() };
      const result = await runner.run({ key, conversation, action, customer, intent });
      return result ? 'done' : 'pending';
    },
  };
}
