import { createHmac } from 'node:crypto';
import { Pool } from 'undici';
import type { GraphSink } from './graph-sink.ts';

export interface DriveOptions {
  readonly url: string;
  readonly appSecret: string;
  readonly sink: GraphSink;
  /** What the customers write, in turn. */
  readonly texts: readonly string[];
  readonly firstPsid: number;
}

/** What a run came to; times in milliseconds. */
export interface DriveResult {
  readonly turns: number;
  readonly seconds: number;
  /** From the post of the webhook to its 200. */
  readonly ackMs: readonly number[];
  /** From the post of the webhook to the first message at the Graph API. */
  readonly turnMs: readonly number[];
}

interface Driver {
  /** Writes one message and resolves once it has been answered. */
  turn(psid: number): Promise<void>;
  readonly result: { readonly ackMs: number[]; readonly turnMs: number[] };
  close(): Promise<void>;
}

let serial = 0;

function createDriver({ url, appSecret, sink, texts }: DriveOptions): Driver {
  const pool = new Pool(url, { connections: 64 });
  const waiting = new Map<string, () => void>();
  const result = { ackMs: new Array<number>(), turnMs: new Array<number>() };
  sink.onMessage = (psid) => {
    const answered = waiting.get(psid);
    waiting.delete(psid);
    answered?.();
  };
  const post = async (psid: string): Promise<void> => {
    serial += 1;
    const message = { mid: `m_${process.pid}_${serial}`, text: texts[serial % texts.length] ?? '' };
    const element = { sender: { id: psid }, recipient: { id: '1' }, timestamp: Date.now(), message };
    const body = Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: '1', time: Date.now(), messaging: [element] }] }));
    const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    const answer = await pool.request({ method: 'POST', path: '/messenger/webhook', headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`the webhook answered ${answer.statusCode}`);
  };
  return {
    result,
    async turn(number) {
      const psid = String(number);
      const begun = performance.now();
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(psid, resolve);
      await post(psid);
      result.ackMs.push(performance.now() - begun);
      await promise;
      result.turnMs.push(performance.now() - begun);
    },
    close: () => pool.close(),
  };
}

/** Closed loop: `lanes` customers, each writes again as soon as it has been answered. */
export async function driveClosed(
  options: DriveOptions,
  { lanes, turns }: { readonly lanes: number; readonly turns: number },
): Promise<DriveResult> {
  const driver = createDriver(options);
  const begun = performance.now();
  let left = turns;
  await Promise.all(
    Array.from({ length: lanes }, async (_unused, lane) => {
      while (left-- > 0) await driver.turn(options.firstPsid + lane);
    }),
  );
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
      while (under.length < due) under.push(driver.turn(options.firstPsid + under.length));
      if (under.length < turns) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
  await Promise.all(under);
  const took = (performance.now() - begun) / 1_000;
  await driver.close();
  return { turns, seconds: took, ...driver.result };
}

/** The value below which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((first, second) => first - second);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
