import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Recorder } from '../history.ts';

/** One event of a customer: `what` is a word that the counting dialog knows. */
export interface CustomerEvent {
  /** `e<number>`, unique. */
  readonly name: string;
  readonly psid: string;
  readonly what: string;
}

/** Meta, as far as it delivers events. */
export interface Generator {
  /** Posts one event again and again until it is answered with 200, as Meta does; resolves then. */
  deliver(event: CustomerEvent): Promise<void>;
  /** Makes up `count` events of customers in turn and delivers `perSecond` of them a second, as long as no more than 200 wait for their 200. Resolves once all were answered with 200. */
  run(load: Load): Promise<readonly CustomerEvent[]>;
  /** Every answer so far other than 200, by status; 0 where none came. */
  readonly refusals: ReadonlyMap<number, number>;
  /** The names of all events that were answered with 200. */
  readonly acknowledged: ReadonlySet<string>;
  /** From the post to its 200, in milliseconds. */
  readonly ackMs: readonly number[];
  /** From now on nothing is posted again. */
  close(): Promise<void>;
}

export interface Load {
  readonly count: number;
  readonly perSecond: number;
  /** How many customers take turns. */
  readonly customers: number;
  /** What they write, in turn. */
  readonly whats?: readonly string[];
}

export interface GeneratorOptions {
  readonly url: string;
  readonly appSecret: string;
  readonly recorder: Recorder;
  /** How long an answer may take; Meta waits 5 s. */
  readonly timeoutMs?: number;
}

/** The Page that customers write to. */
export const pageId = '1';
const longestPauseMs = 2_000;
/** How many events may wait for their 200: where the machine is too slow for the rate, the rate falls, and the run says so. */
const mostWaiting = 200;

function bodyOf({ name, psid, what }: CustomerEvent): Buffer {
  const at = Date.now();
  const element = { sender: { id: psid }, recipient: { id: pageId }, timestamp: at, message: { mid: name, text: `${what} ${name}` } };
  return Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: pageId, time: at, messaging: [element] }] }));
}

/** The customer's id at the Page. */
export function psidOf(customer: number): string {
  return String(1_000 + customer);
}

const usual = ['count', 'two', 'count', 'pay'] as const;

/** Posts events as Meta does, again where they were refused, and notes each of them in the history. */
export function createGenerator({ url, appSecret, recorder, timeoutMs = 5_000 }: GeneratorOptions): Generator {
  // A connection for each call: through the front, each goes to another process.
  const agent = new Agent({ pipelining: 0, connections: 256, connect: { timeout: timeoutMs } });
  const refusals = new Map<number, number>();
  const acknowledged = new Set<string>();
  const ackMs: number[] = [];
  const closing = new AbortController();
  let serial = 0;

  async function post(body: Buffer): Promise<number> {
    const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
    try {
      const answer = await request(`${url}/messenger/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0;
    }
  }

  async function deliver(event: CustomerEvent): Promise<void> {
    const { name, psid, what } = event;
    for (let pauseMs = 100; !closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      recorder.tell({ kind: 'sent', name, psid, what });
      const begun = performance.now();
      const status = await post(bodyOf(event));
      recorder.tell({ kind: 'answered', name, status });
      if (status === 200) {
        acknowledged.add(name);
        return void ackMs.push(performance.now() - begun);
      }
      refusals.set(status, (refusals.get(status) ?? 0) + 1);
      await wait(pauseMs);
    }
  }

  return {
    deliver,
    refusals,
    acknowledged,
    ackMs,
    async run({ count, perSecond, customers, whats = usual }) {
      const events = Array.from({ length: count }, (_unused, index) => {
        serial += 1;
        return {
          name: `e${serial}`,
          psid: psidOf(index % customers),
          what: whats[(index + Math.floor(index / customers)) % whats.length] ?? 'count',
        };
      });
      const begun = performance.now();
      const waiting = new Set<Promise<void>>();
      for (const [index, event] of events.entries()) {
        const early = begun + (index * 1_000) / perSecond - performance.now();
        if (early > 1) await wait(early);
        while (waiting.size >= mostWaiting) await Promise.race(waiting);
        if (closing.signal.aborted) break;
        const delivery = deliver(event).finally(() => waiting.delete(delivery));
        waiting.add(delivery);
      }
      await Promise.all(waiting);
      return events;
    },
    async close() {
      closing.abort();
      await agent.close();
    },
  };
}
