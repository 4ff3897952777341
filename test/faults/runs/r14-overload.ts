import { quantile } from '../../../bench/quantile.ts';
import type { Figure, Form } from '../figure.ts';
import { type Product, startProduct } from '../harness/product.ts';
import { smallTalk } from '../harness/small-talk.ts';
import { createTraffic, type Message, type Traffic } from '../harness/traffic.ts';

const secondsOf = { short: 60, long: 600 } as const;
/** The load of every day, in messages a second. */
const usual = 100;

const newCustomers = { psidOf: (serial: number) => String(1_000_000 + serial), textOf: smallTalk };

/** How many messages a second the process gets through when it is given all it can take. */
async function capacity(traffic: Traffic): Promise<number> {
  await traffic.run({ ...newCustomers, perSecond: usual, seconds: 5 });
  const begun = performance.now();
  // More than it can do: what is refused meanwhile does not count.
  const messages = await traffic.run({ ...newCustomers, perSecond: 1_500, seconds: 5 });
  await traffic.answered(messages, 5_000);
  const answered = messages.filter(({ answerMs }) => answerMs !== undefined);
  return answered.length / ((performance.now() - begun) / 1_000);
}

/** Looks every second at what waits in the process. */
function watchMemory(product: Product): { end(): number } {
  let most = 0;
  const timer = setInterval(() => void (most = Math.max(most, product.memory())), 1_000);
  return {
    end() {
      clearInterval(timer);
      return most;
    },
  };
}

const taken = (messages: readonly Message[]): Message[] => messages.filter(({ status }) => status === 200);

function ofStatus(messages: readonly Message[], status: number): number {
  return messages.filter((message) => message.status === status).length;
}

/** How long after the overload a second of the usual load is answered as usual again, in seconds; NaN where it never is. */
async function recovery(traffic: Traffic): Promise<number> {
  for (let second = 1; second <= 60; second += 1) {
    const messages = await traffic.run({ ...newCustomers, perSecond: usual, seconds: 1 });
    await traffic.answered(messages, 2_000);
    const isUsual = messages.every(({ status, answerMs }) => status === 200 && (answerMs ?? Number.POSITIVE_INFINITY) < 500);
    if (isUsual) return second;
  }
  return Number.NaN;
}

/** R14: three times the messages that can be answered. Too many are refused with 503; what was taken is answered soon. */
export async function overload(form: Form): Promise<readonly Figure[]> {
  const product = await startProduct();
  const traffic = createTraffic({ url: () => product.url, appSecret: product.appSecret, graph: product.graph });
  try {
    const possible = await capacity(traffic);
    const memoryBefore = product.memory();
    const memory = watchMemory(product);
    const messages = await traffic.run({ ...newCustomers, perSecond: 3 * possible, seconds: secondsOf[form] });
    const recoveredAfter = await recovery(traffic);
    await traffic.answered(taken(messages), 30_000);
    const mostMemory = memory.end();
    const atOnce = taken(messages);
    const refused = messages.filter(({ status }) => status !== 200);
    await traffic.redeliver(refused.slice(0, 2_000), usual);
    const missing = await traffic.answered([...atOnce, ...refused.slice(0, 2_000)], 30_000);
    const answerMs = atOnce.flatMap((message) => message.answerMs ?? []);
    return [
      { name: 'capacity, messages answered a second', value: possible, unit: '/s' },
      { name: 'offered', value: 3 * possible, unit: '/s' },
      { name: 'taken', value: atOnce.length / secondsOf[form], unit: '/s' },
      { name: 'refused with 503', value: ofStatus(messages, 503), unit: '' },
      { name: 'answered otherwise, or not in time', value: messages.length - atOnce.length - ofStatus(messages, 503), unit: '', goal: { atMost: 0 } },
      { name: 'answer to what was taken, p99', value: quantile(answerMs, 0.99), unit: 'ms', goal: { atMost: 2_000 } },
      { name: 'acknowledgement of what was taken, p99', value: quantile(atOnce.map(({ ackMs }) => ackMs), 0.99), unit: 'ms' },
      { name: 'more memory at most', value: (mostMemory - memoryBefore) / 2 ** 20, unit: 'MiB' },
      { name: 'as usual again after', value: recoveredAfter, unit: 's', goal: { atMost: 60 } },
      { name: 'taken, at once or later, and never answered', value: missing.length, unit: '', goal: { atMost: 0 } },
    ];
  } finally {
    await traffic.close();
    await product.stop();
  }
}
