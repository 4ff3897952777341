import { quantile } from '../../../bench/quantile.ts';
import type { Figure, Form } from '../figure.ts';
import { startProduct } from '../harness/product.ts';
import { createTraffic, type Load } from '../harness/traffic.ts';
import { smallTalk } from '../harness/small-talk.ts';

const secondsOf = { short: 20, long: 300 } as const;

/** R15: how long Meta waits for its 200 while 200 messages a second arrive. */
export async function acknowledgement(form: Form): Promise<readonly Figure[]> {
  const product = await startProduct();
  const traffic = createTraffic({ url: () => product.url, appSecret: product.appSecret, graph: product.graph });
  try {
    const load: Omit<Load, 'seconds'> = { perSecond: 200, psidOf: (serial) => String(100_000 + (serial % 5_000)), textOf: smallTalk };
    await traffic.run({ ...load, seconds: 5 });
    const messages = await traffic.run({ ...load, seconds: secondsOf[form] });
    const missing = await traffic.answered(messages, 30_000);
    const ackMs = messages.filter(({ status }) => status === 200).map((message) => message.ackMs);
    return [
      { name: 'messages posted', value: messages.length, unit: '' },
      { name: 'not answered with 200', value: messages.length - ackMs.length, unit: '', goal: { atMost: 0 } },
      { name: 'acknowledgement p50', value: quantile(ackMs, 0.5), unit: 'ms', goal: { atMost: 10 } },
      { name: 'acknowledgement p99', value: quantile(ackMs, 0.99), unit: 'ms', goal: { atMost: 50 } },
      { name: 'acknowledgement, slowest', value: quantile(ackMs, 1), unit: 'ms' },
      { name: 'customers without an answer', value: missing.length, unit: '', goal: { atMost: 0 } },
    ];
  } finally {
    await traffic.close();
    await product.stop();
  }
}
