import { type FaultRun, roundedQuantile } from '../fault-run.ts';
import type { Product } from '../harness/product.ts';
import { unless, withProduct, withStatus } from '../harness/product-run.ts';
import { smallTalk } from '../harness/small-talk.ts';
import type { Traffic } from '../harness/traffic.ts';

const forms = { short: { seconds: 60 }, long: { seconds: 600 } };
/** The load of every day, in messages a second. */
const usual = 100;
/** Of those that were refused, this many are delivered again afterwards. */
const again = 2_000;

/** The process is to be overloaded, not the Page. */
const environment = { MESSENGER_SENDS_PER_SECOND: '1000' };

const newCustomers = { psidOf: (serial: number) => String(1_000_000 + serial), textOf: smallTalk };

/** How many messages a second the process gets through when it is given more than it can take. */
async function capacity(traffic: Traffic): Promise<number> {
  await traffic.run({ ...newCustomers, perSecond: usual, seconds: 5 });
  const begun = performance.now();
  const messages = await traffic.run({ ...newCustomers, perSecond: 1_500, seconds: 10 });
  await traffic.answered(withStatus(messages, 200), 5_000);
  const answered = messages.filter(({ answerMs }) => answerMs !== undefined);
  return answered.length / ((performance.now() - begun) / 1_000);
}

/** Looks every second how much memory the process takes. */
function watchMemory(product: Product): () => number {
  let most = 0;
  const timer = setInterval(() => void (most = Math.max(most, product.memory())), 1_000);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** After how many seconds a second of the usual load is taken and answered as usual again; undefined where it is not within a minute. */
async function recovery(traffic: Traffic): Promise<number | undefined> {
  for (let second = 1; second <= 60; second += 1) {
    const messages = await traffic.run({ ...newCustomers, perSecond: usual, seconds: 1 });
    await traffic.answered(withStatus(messages, 200), 2_000);
    if (messages.every(({ answerMs = Number.POSITIVE_INFINITY }) => answerMs < 500)) return second;
  }
  return undefined;
}

/** R14: three times the messages that can be answered. Too many are refused with 503; what was taken is answered soon. */
export const overload: FaultRun = {
  id: 'R14',
  title: 'three times the load it can carry',
  goal: 'refuses with 503 only; bounded memory; answer to what was taken p99 <= 2 s; as usual again within 60 s',
  run: (form) =>
    withProduct({ environment }, async ({ product, traffic }) => {
      const { seconds } = forms[form];
      const possible = await capacity(traffic);
      const memoryBefore = product.memory();
      const mostMemory = watchMemory(product);
      const messages = await traffic.run({ ...newCustomers, perSecond: 3 * possible, seconds });
      const recovered = await recovery(traffic);
      const most = mostMemory();
      const [taken, refused, lost] = [200, 503, 0].map((status) => withStatus(messages, status));
      const late = [...(refused ?? []), ...(lost ?? [])].slice(0, again);
      await traffic.answered(taken ?? [], 30_000);
      const ackMs = (taken ?? []).map((message) => message.ackMs);
      const answerMs = (taken ?? []).flatMap((message) => message.answerMs ?? []);
      await traffic.redeliver(late, usual);
      const missing = await traffic.answered([...(taken ?? []), ...late], 30_000);
      const otherwise = messages.length - withStatus(messages, 200, 503, 0).length;
      return {
        figures: {
          'capacity a second': Math.round(possible),
          'offered a second': Math.round(3 * possible),
          'taken a second': Math.round((taken?.length ?? 0) / seconds),
          'refused with 503': refused?.length ?? 0,
          'without an answer within 5 s': lost?.length ?? 0,
          'acknowledgement p99 ms': roundedQuantile(ackMs, 0.99),
          'refusal p99 ms': roundedQuantile(
            (refused ?? []).map((message) => message.ackMs),
            0.99,
          ),
          'answer to what was taken p50 ms': roundedQuantile(answerMs, 0.5),
          'answer to what was taken p99 ms': roundedQuantile(answerMs, 0.99),
          'more memory at most MiB': Math.round((most - memoryBefore) / 2 ** 20),
          'as usual again after s': recovered ?? 'never',
          'delivered again afterwards': late.length,
        },
        violations: [
          ...unless(otherwise === 0, `${otherwise} messages were answered neither with 200 nor with 503`),
          ...unless(missing.length === 0, `${missing.length} messages were taken and never answered`),
          ...unless((refused?.length ?? 0) > 0, 'nothing was refused'),
        ],
      };
    }),
};
