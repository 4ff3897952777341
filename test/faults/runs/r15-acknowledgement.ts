import { quantile } from '../../../bench/quantile.ts';
import type { FaultRun } from '../fault-run.ts';
import { rounded, unless, withProduct, withStatus } from '../harness/product-run.ts';
import { smallTalk } from '../harness/small-talk.ts';

const perSecond = 200;
const forms = { short: { seconds: 20 }, long: { seconds: 300 } };

/** R15: how long Meta waits for its 200, on the whole product. */
export const acknowledgement: FaultRun = {
  id: 'R15',
  title: `acknowledgement at ${perSecond} messages a second`,
  goal: 'p50 <= 10 ms, p99 <= 50 ms; everything answered',
  run: (form) =>
    withProduct({}, async ({ traffic }) => {
      const load = { perSecond, psidOf: (serial: number) => String(100_000 + (serial % 5_000)), textOf: smallTalk };
      // Until the code is compiled and the connections are there.
      await traffic.run({ ...load, seconds: 5 });
      const messages = await traffic.run({ ...load, seconds: forms[form].seconds });
      const missing = await traffic.answered(messages, 30_000);
      const taken = withStatus(messages, 200);
      const ackMs = taken.map((message) => message.ackMs);
      const answerMs = taken.flatMap((message) => message.answerMs ?? []);
      return {
        figures: {
          messages: messages.length,
          'acknowledgement p50 ms': rounded(quantile(ackMs, 0.5)),
          'acknowledgement p99 ms': rounded(quantile(ackMs, 0.99)),
          'acknowledgement most ms': rounded(quantile(ackMs, 1)),
          'answer p50 ms': rounded(quantile(answerMs, 0.5)),
          'answer p99 ms': rounded(quantile(answerMs, 0.99)),
        },
        violations: [
          ...unless(taken.length === messages.length, `${messages.length - taken.length} messages were not answered with 200`),
          ...unless(missing.length === 0, `${missing.length} customers were not answered`),
        ],
      };
    }),
};
