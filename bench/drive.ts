import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import type { GraphSink } from './graph-sink.ts';

/** What a customer does: writes something, or presses a button. */
export interface Said {
  /** A kind of message, to tell the times apart. */
  readonly scenario: string;
  readonly text?: string;
  readonly payload?: string;
}

/**
 * The driver lives in the process of the benchmark, with the Graph API; the systems under measurement have processes of their own.
 */
export interface DriveOptions {
  /** Of one or more processes of one system; the messages go to them in turn. */
  readonly urls: readonly string[];
  readonly appSecret: string;
  readonly sink: GraphSink;
  /** What the customers do, in turn. */
  readonly says: readonly Said[];
  /** Who says the message of this number, counted from 0. Whoever comes again too early waits in line: answers keep their order. */
  psidOf(serial: number): string;
}

/** What a run came to; times in milliseconds. */
export interface DriveResult {
  readonly turns: number;
  readonly seconds: number;
  /** From the post of the webhook to its 200. */
  readonly ackMs: readonly number[];
  /** From the post of the webhook to the first message at the Graph API. */
  readonly turnMs: readonly number[];
  /** The same by scenario. */
  readonly byScenario: ReadonlyMap<string, readonly number[]>;
}

interface Driver {
  /** Has the next customer do something, and resolves once it has been answered. */
  turn(): Promise<void>;
  readonly result: { readonly ackMs: number[]; readonly turnMs: number[]; readonly byScenario: Map<string, number[]> };
  close(): Promise<void>;
}

const answerWithinMs = 30_000;

/** Of all runs of this process, so that no message id comes twice. */
let messages = 0;

function webhookBody(psid: string, { text = '', payload }: Said): Buffer {
  messages += 1;
  const mid = `m_${process.pid}_${messages}`;
  const event = payload === undefined ? { message: { mid, text } } : { postback: { mid, title: text, payload } };
  const element = { sender: { id: psid }, recipient: { id: '1' }, timestamp: Date.now(), ...event };
  return Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: '1', time: Date.now(), messaging: [element] }] }));
}

async function post(pool: Pool, appSecret: string, body: Buffer): Promise<void> {
  const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  const answer = await pool.request({ method: 'POST', path: '/messenger/webhook', headers, body });
  await answer.body.dump();
  if (answer.statusCode !== 200) throw new Error(`the webhook answered ${answer.statusCode}`);
}

function createDriver({ urls, appSecret, sink, says, psidOf }: DriveOptions): Driver {
  const pools = urls.map((url) => new Pool(url, { connections: 64 }));
  const waiting = new Map<string, (() => void)[]>();
  const result: Driver['result'] = { ackMs: [], turnMs: [], byScenario: new Map(says.map(({ scenario }) => [scenario, []])) };
  let serial = 0;
  sink.onMessage = (psid) => {
    const line = waiting.get(psid) ?? [];
    line.shift()?.();
    if (line.length === 0) waiting.delete(psid);
  };
  return {
    result,
    async turn() {
      const [pool, said, psid] = [pools[serial % pools.length], says[serial % says.length], psidOf(serial)];
      serial += 1;
      if (!pool || !said) throw new TypeError('nothing to drive');
      const body = webhookBody(psid, said);
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(psid, [...(waiting.get(psid) ?? []), resolve]);
      const begun = performance.now();
      await post(pool, appSecret, body);
      result.ackMs.push(performance.now() - begun);
      await promise;
      const took = performance.now() - begun;
      result.turnMs.push(took);
      result.byScenario.get(said.scenario)?.push(took);
    },
    close: async () => void (await Promise.all(pools.map((pool) => pool.close()))),
  };
}

/** Ends the benchmark where an answer does not come, instead of waiting for ever. */
async function inTime<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result> {
  const over = new AbortController();
  const late = wait(timeoutMs, undefined, { signal: over.signal }).then(() => {
    throw new Error(`not every message was answered within ${timeoutMs} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/** Closed loop: `lanes` customers at a time; as soon as one has been answered, the next one writes. */
export async function driveClosed(
  options: DriveOptions,
  { lanes, turns }: { readonly lanes: number; readonly turns: number },
): Promise<DriveResult> {
  const driver = createDriver(options);
  const begun = performance.now();
  let left = turns;
  const work = Array.from({ length: lanes }, async () => {
    while (left-- > 0) await driver.turn();
  });
  await inTime(Promise.all(work), answerWithinMs + turns * 20);
  const seconds = (performance.now() - begun) / 1_000;
  await driver.close();
  return { turns, seconds, ...driver.result };
}

/** Open loop: `perSecond` messages arrive whether or not the earlier ones have been answered, each of another customer. */
export async function driveOpen(
  options: DriveOptions,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<DriveResult> {
  const driver = createDriver(options);
  const turns = Math.round(perSecond * seconds);
  const begun = performance.now();
  const under: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(turns, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
      while (under.length < due) under.push(driver.turn());
      if (under.length < turns) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  await inTime(Promise.all(under), answerWithinMs);
  const took = (performance.now() - begun) / 1_000;
  await driver.close();
  return { turns, seconds: took, ...driver.result };
}
