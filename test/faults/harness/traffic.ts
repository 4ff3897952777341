import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';
import type { GraphSink } from '../../../bench/graph-sink.ts';

/** One message of a customer, and what came of it. */
export interface Message {
  readonly psid: string;
  readonly mid: string;
  readonly text: string;
  /** When it was posted first, Unix time in milliseconds; 0 while it has not been. */
  postedAt: number;
  /** When it was posted that was answered with 200; 0 while it has not been. */
  acceptedAt: number;
  /** How often it was posted. */
  posts: number;
  /** Of the last time it was posted; 0 where no answer came. */
  status: number;
  /** From the post to its answer, in milliseconds. */
  ackMs: number;
  /** From the post that was answered with 200 to the first message that the customer got; undefined while none has come. */
  answerMs: number | undefined;
}

/** Meta and the customers: posts signed webhooks, and notices when somebody is answered. */
export interface Traffic {
  /**
   * Posts `perSecond` messages a second, whatever becomes of the earlier ones; resolves once each post has been answered or has failed.
   * With `again`, as Meta does, it posts each again until it is answered with 200.
   */
  run(load: Load): Promise<readonly Message[]>;
  /** Posts these again, `perSecond` of them a second, each until it is answered with 200. */
  redeliver(messages: readonly Message[], perSecond: number): Promise<void>;
  /** Resolves once each of them has been answered, or nothing has moved for so long. Answers with those that were not. */
  answered(messages: readonly Message[], patienceMs: number): Promise<readonly Message[]>;
  close(): Promise<void>;
}

export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
  /** Who writes the message with this number. A customer who writes again before being answered is not measured. */
  psidOf(serial: number): string;
  textOf(serial: number): string;
  readonly again?: boolean;
}

export interface TrafficOptions {
  readonly url: string;
  readonly appSecret: string;
  readonly graph: GraphSink;
  /** How long an answer may take; Meta waits 5 s. */
  readonly timeoutMs?: number;
}

const pageId = '1';
const againMs = 500;

/** Every message that customers get is told to whoever waits for it. */
function createMailbox(graph: GraphSink) {
  const waiting = new Map<string, () => void>();
  graph.onMessage = (psid) => {
    waiting.get(psid)?.();
    waiting.delete(psid);
  };
  return {
    expect: (psid: string, onAnswer: () => void) => void waiting.set(psid, onAnswer),
  };
}

/** Writes as customers and waits for their answers, to tell how long both took. */
export function createTraffic({ url, appSecret, graph, timeoutMs = 5_000 }: TrafficOptions): Traffic {
  const agent = new Agent({ connections: 256, connect: { timeout: timeoutMs } });
  const mailbox = createMailbox(graph);
  let serial = 0;

  function bodyOf({ psid, mid, text }: Message): Buffer {
    const at = Date.now();
    const element = { sender: { id: psid }, recipient: { id: pageId }, timestamp: at, message: { mid, text } };
    return Buffer.from(JSON.stringify({ object: 'page', entry: [{ id: pageId, time: at, messaging: [element] }] }));
  }

  async function post(message: Message): Promise<void> {
    const body = bodyOf(message);
    const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
    const begun = performance.now();
    const at = Date.now();
    message.posts += 1;
    if (message.postedAt === 0) message.postedAt = at;
    mailbox.expect(message.psid, () => {
      message.answerMs = performance.now() - begun;
    });
    try {
      const answer = await agent.request({
        origin: url,
        path: '/messenger/webhook',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body.dump();
      message.status = answer.statusCode;
    } catch {
      message.status = 0;
    }
    message.ackMs = performance.now() - begun;
    if (message.status === 200) message.acceptedAt = at;
  }

  async function postUntilAccepted(message: Message): Promise<void> {
    for (;;) {
      await post(message);
      if (message.status === 200) return;
      await wait(againMs);
    }
  }

  async function paced<Item>(items: Iterable<Item>, perSecond: number, work: (item: Item) => Promise<void>): Promise<void> {
    const begun = performance.now();
    const under = new Set<Promise<void>>();
    let count = 0;
    for (const item of items) {
      const early = begun + (count * 1_000) / perSecond - performance.now();
      count += 1;
      if (early > 1) await wait(early);
      const done = work(item).finally(() => under.delete(done));
      under.add(done);
    }
    await Promise.all(under);
  }

  return {
    async run({ perSecond, seconds, psidOf, textOf, again = false }) {
      const messages = Array.from({ length: Math.round(perSecond * seconds) }, (): Message => {
        serial += 1;
        const said = { psid: psidOf(serial), mid: `m_${serial}`, text: textOf(serial) };
        return { ...said, postedAt: 0, acceptedAt: 0, posts: 0, status: 0, ackMs: 0, answerMs: undefined };
      });
      await paced(messages, perSecond, again ? postUntilAccepted : post);
      return messages;
    },
    redeliver: (messages, perSecond) => paced(messages, perSecond, postUntilAccepted),
    async answered(messages, patienceMs) {
      let missing = messages;
      let since = performance.now();
      while (missing.length > 0 && performance.now() - since < patienceMs) {
        const still = missing.filter(({ answerMs }) => answerMs === undefined);
        if (still.length < missing.length) since = performance.now();
        missing = still;
        await wait(50);
      }
      return missing;
    },
    close: () => agent.close(),
  };
}
