import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { createMessengerSender } from './messenger-sender.ts';
import type { SendBody } from './send-body.ts';
import type { SendOutcome } from './send-outcome.ts';
import { defaultSendTimes } from './send-times.ts';

/** How one call of the Send API fares. */
interface Fate {
  /** Whether the message reaches the customer. */
  readonly taken: boolean;
  readonly answered: boolean;
  /** How long after the call its echo is there, where it was taken. */
  readonly echoMs: number;
  /** The process dies when the call is over. */
  readonly dies: boolean;
}

const fates = fc.array(
  fc.record({
    taken: fc.boolean(),
    answered: fc.boolean(),
    echoMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30_000 }), fc.constant(Number.POSITIVE_INFINITY)),
    dies: fc.boolean(),
  }),
  { maxLength: 12 },
);

class ProcessDied extends Error {}

/** What is certainly not sent and what nobody knows of; all is well where the answer came. */
function outcomeOf({ taken, answered }: Fate): SendOutcome {
  if (!answered) return { outcome: 'unknown', reason: 'timeout' };
  return taken
    ? { outcome: 'sent', messageId: 'm' }
    : { outcome: 'failed', action: 'retry', reason: 'unreachable', scope: 'page', alarm: false };
}

/** A Meta that fares so with one call after the other, and well after that; its clock moves with pauses only. */
function meta(plan: readonly Fate[]) {
  const clock = { at: 0 };
  const echoes = new Map<string, number>();
  const arrived: string[] = [];
  /** How many copies of each message nobody could know of when it was sent again. */
  const excused = new Map<string, number>();
  const left = [...plan];

  async function send(_psid: string, _body: SendBody, { metadata }: { readonly metadata: string }): Promise<SendOutcome> {
    const fate = left.shift() ?? { taken: true, answered: true, echoMs: 0, dies: false };
    if (fate.taken) {
      arrived.push(metadata);
      echoes.set(metadata, Math.min(echoes.get(metadata) ?? Number.POSITIVE_INFINITY, clock.at + fate.echoMs));
      // After a death the successor comes five seconds later, and looks for two.
      const seen = fate.dies ? 7_000 : defaultSendTimes.waitMs;
      if (fate.echoMs > seen) excused.set(metadata, (excused.get(metadata) ?? 0) + 1);
    }
    if (fate.dies) throw new ProcessDied();
    return outcomeOf(fate);
  }

  return { clock, arrived, excused, send, wasEchoed: async (id: string) => (echoes.get(id) ?? Number.POSITIVE_INFINITY) <= clock.at };
}

/** Delivers as long as it takes, each time by a new process; tells what has arrived. */
async function deliverAll(plan: readonly Fate[], ids: readonly string[]) {
  const world = meta(plan);
  let done = 0;
  for (let resumed = false; done < ids.length; resumed = true) {
    const start = done;
    const sender = createMessengerSender({
      sendApi: { send: world.send, control: async () => ({ outcome: 'sent' }), waiting: new AbortController().signal },
      echoes: defaultSendTimes,
      ticks: () => world.clock.at,
      pause: async (ms) => void (world.clock.at += ms),
    });
    const replies = ids.slice(start).map((metadata) => ({ body: { text: metadata }, metadata }));
    const onSent = async (index: number) => ((done = start + index + 1), 'ok' as const);
    const holder = {
      resumed,
      onSent,
      wasEchoed: world.wasEchoed,
      renew: async () => 'ok' as const,
      onDoubt: async () => undefined,
      onHolder: async () => undefined,
    };
    try {
      await sender.deliver('1', replies, holder);
    } catch (error) {
      if (!(error instanceof ProcessDied)) throw error;
      world.clock.at += 5_000;
    }
  }
  return world;
}

describe('whatever Meta does and whenever processes die', () => {
  test('every reply arrives, in order, and no more often than its echoes stayed away', async () => {
    const ids = ['a', 'b', 'c'];
    await fc.assert(
      fc.asyncProperty(fates, async (plan) => {
        const { arrived, excused } = await deliverAll(plan, ids);
        const firsts = [...new Set(arrived)];
        const copies = (id: string): number => arrived.filter((other) => other === id).length;
        const isBound = ids.every((id) => copies(id) >= 1 && copies(id) <= 1 + (excused.get(id) ?? 0));
        const isOrdered = arrived.toSorted().join('') === arrived.join('');
        return firsts.join('') === 'abc' && isBound && isOrdered;
      }),
      { numRuns: 500 },
    );
  });
});
