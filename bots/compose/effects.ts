import { setTimeout as pause } from 'node:timers/promises';
import { createBankOrders } from '../effects/bank-orders.ts';
import { createProtectionFor, noProtection, type ProtectionFor } from '../effects/customer-protection.ts';
import { createEffectRunner } from '../effects/effect-runner.ts';
import { createReconciler, type LateOutcome, type Reconciler } from '../effects/reconciler.ts';
import type { Inbound } from '../inbound.ts';
import type { Log } from '../log.ts';
import { OverloadedError } from '../turns/overloaded-error.ts';
import type { TurnWorker } from '../turns/turn-worker.ts';
import type { Foundation } from './foundation.ts';

/** Longer than a turn waits for the bank, so that whoever gave an order mostly hears its outcome there. */
const checkAfterMs = 10_000;

/** Orders to the bank: given in turns, looked after between them. */
export interface EffectParts {
  readonly protectionFor: ProtectionFor;
  /** The same worker, which looks after open orders for as long as it works. */
  lookedAfter(worker: TurnWorker): TurnWorker;
}

export interface EffectPartsDeps {
  readonly foundation: Pick<Foundation, 'store' | 'connectors' | 'links'>;
  readonly timeZone: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** The event by which a conversation learns of a late outcome. Its id is the order's: a second one is dropped. */
function noticeOf({ key, intent, result }: LateOutcome): Inbound {
  const { dialog, address } = intent;
  return { ...address, type: 'notice', id: `effect-${key}`, hasAttachment: false, redacted: [], notice: { key, dialog, result } };
}

async function tellVia(worker: TurnWorker, late: LateOutcome): Promise<'accepted' | 'duplicate' | 'full'> {
  const event = noticeOf(late);
  try {
    return await worker.accept({ conversation: late.conversation, eventId: event.id, event });
  } catch (error) {
    if (error instanceof OverloadedError) return 'full';
    throw error;
  }
}

function withReconciler(worker: TurnWorker, reconciler: Reconciler): TurnWorker {
  return {
    ...worker,
    start() {
      worker.start();
      reconciler.start();
    },
    async drain(ms) {
      const stopped = reconciler.stop();
      const drained = await worker.drain(ms);
      // A round that waits for the bank may be left: whoever comes next finds its orders as they are.
      await Promise.race([stopped, pause(500, undefined, { ref: false })]);
      return drained;
    },
  };
}

/** Builds what carries out orders to the bank; nothing where the bank offers no card services. */
export function buildEffects({ foundation, timeZone, log, now }: EffectPartsDeps): EffectParts {
  const { store, connectors, links } = foundation;
  const { cardServices } = connectors;
  // Without card services no order is ever given, and none is open.
  if (!cardServices) return { protectionFor: () => noProtection, lookedAfter: (worker) => worker };
  const paymentId = (customer: Parameters<typeof connectors.bankingFor>[0]['customer'], ref: string) =>
    connectors.bankingFor({ customer, timeZone, language: 'fr' }).paymentId(ref);
  const orders = createBankOrders({ services: cardServices, paymentId });
  const runner = createEffectRunner({ effects: store.effects, orders, checkAfterMs });
  return {
    protectionFor: createProtectionFor({ runner, cards: cardServices, now }),
    lookedAfter(worker) {
      const accessFor: Parameters<typeof createReconciler>[0]['accessFor'] = async (conversation) =>
        (await links.accessFor(conversation))?.access;
      const tell = (late: LateOutcome) => tellVia(worker, late);
      return withReconciler(worker, createReconciler({ effects: store.effects, runner, accessFor, tell, now, log }));
    },
  };
}
