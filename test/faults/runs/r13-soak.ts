import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRun } from '../fault-run.ts';
import type { Product } from '../harness/product.ts';
import { rounded, unless, withProduct } from '../harness/product-run.ts';
import { smallTalk } from '../harness/small-talk.ts';

const perSecond = 100;
/** A process needs the first minutes to grow to its usual size. */
const forms = { short: { minutes: 5, warmUp: 2 }, long: { minutes: 60, warmUp: 10 } };

interface Sample {
  readonly minute: number;
  readonly resident: number;
  /** The least of the minute: what is left after the garbage has been collected. */
  readonly heap: number;
  readonly openFiles: number;
  /** Timers, sockets and requests that keep the process alive. */
  readonly resources: number;
}

const looks = { everyMs: 2_000, count: 28 };

/** Looks for most of a minute, and keeps the least of each. */
async function sampleMinute(product: Product, minute: number): Promise<Sample> {
  const samples: Sample[] = [];
  for (let look = 0; look < looks.count; look += 1) {
    const [heap, resources] = await Promise.all([
      product.metric('nodejs_heap_size_used_bytes'),
      product.metric('nodejs_active_resources_total'),
    ]);
    samples.push({ minute, heap, resources, resident: product.memory(), openFiles: product.openFiles() });
    await wait(looks.everyMs);
  }
  const least = (of: (sample: Sample) => number): number => Math.min(...samples.map(of));
  return {
    minute,
    resident: least(({ resident }) => resident),
    heap: least(({ heap }) => heap),
    openFiles: least(({ openFiles }) => openFiles),
    resources: least(({ resources }) => resources),
  };
}

/** Growth for each minute: the slope of the straight line that fits best (least squares). */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ minute }) => minute)), mean(samples.map(of))];
  const spread = samples.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  return samples.reduce((sum, sample) => sum + (sample.minute - x) * (of(sample) - y), 0) / spread;
}

const mebibyte = 2 ** 20;

function figuresOf(samples: readonly Sample[]): Readonly<Record<string, number>> {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (!first || !last) throw new TypeError('no samples');
  const minutesFor100k = 100_000 / (perSecond * 60);
  return {
    'resident memory at the end MiB': Math.round(last.resident / mebibyte),
    'its growth for 100 000 messages MiB': rounded((slope(samples, ({ resident }) => resident) * minutesFor100k) / mebibyte),
    'heap at the end MiB': rounded(last.heap / mebibyte),
    'heap, end to beginning': rounded(last.heap / first.heap),
    'more open files': last.openFiles - first.openFiles,
    'more timers, sockets, requests': last.resources - first.resources,
  };
}

/** R13: everyday traffic leaves nothing behind in the process. */
export const soak: FaultRun = {
  id: 'R13',
  title: `an hour of ${perSecond} messages a second (5 minutes in the short form)`,
  goal: 'resident memory grows by <= 1 MiB per 100 000 messages after 10 minutes; heap <= 1.05; open files, timers and sockets flat',
  run: (form) =>
    withProduct({}, async ({ product, traffic }) => {
      const { minutes, warmUp } = forms[form];
      const samples: Sample[] = [];
      let [posted, refused, unanswered] = [0, 0, 0];
      for (let minute = 0; minute < minutes; minute += 1) {
        const [messages, sample] = await Promise.all([
          traffic.run({ perSecond, seconds: 60, psidOf: (serial) => String(100_000 + (serial % 5_000)), textOf: smallTalk }),
          sampleMinute(product, minute),
        ]);
        posted += messages.length;
        const late = messages.filter(({ status }) => status !== 200);
        refused += late.length;
        await traffic.redeliver(late, perSecond);
        unanswered += (await traffic.answered(messages, 30_000)).length;
        if (minute >= warmUp) samples.push(sample);
      }
      return {
        figures: { messages: posted, 'refused and delivered again': refused, ...figuresOf(samples) },
        violations: unless(unanswered === 0, `${unanswered} customers were not answered`),
      };
    }),
};
