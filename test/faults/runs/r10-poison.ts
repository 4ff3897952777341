import { quantile } from '../../../bench/quantile.ts';
import { envelopeUnder } from '../../../store/envelope.ts';
import type { QuarantinedEvent, Store } from '../../../store/port.ts';
import { createRedisStore } from '../../../store/redis/redis-store.ts';
import type { TestRedis } from '../../support/redis-server.ts';
import type { FaultRun } from '../fault-run.ts';
import { rounded, unless, withProduct } from '../harness/product-run.ts';
import { smallTalk } from '../harness/small-talk.ts';
import type { Message } from '../harness/traffic.ts';

const perSecond = 5;
const forms = { short: { seconds: 60 }, long: { seconds: 600 } };
/** One message of a hundred: throws, never ends, or takes all memory, in turn. */
const poisons = ['throw', 'loop', 'fill'] as const;

const key = Buffer.alloc(32, 9);
/** Nobody listens there: what customers ask here needs no bank. */
const bank = 'https://127.0.0.1:9';
const environment = {
  WORKERS: '2',
  STORE_KEYS: key.toString('base64'),
  BANK_API_URL: bank,
  BANK_ISSUER: bank,
  BANK_CLIENT_ID: 'guichet',
  BANK_CLIENT_SECRET: 's',
  NODE_OPTIONS: `--max-old-space-size=256 --import=${new URL('../subject/poisoned-bot.ts', import.meta.url).href}`,
};

const isPoison = ({ text }: Pick<Message, 'text'>): boolean => poisons.some((poison) => poison === text);

function textOf(serial: number): string {
  return serial % 100 === 50 ? (poisons[Math.floor(serial / 100) % poisons.length] ?? 'throw') : smallTalk(serial);
}

type Kept = readonly Omit<QuarantinedEvent, 'event' | 'unsent'>[];

async function listQuarantine(redis: TestRedis): Promise<Kept> {
  const store: Store = createRedisStore({ url: redis.url, envelopeFor: envelopeUnder([key]) });
  try {
    return await store.quarantine.list();
  } finally {
    await store.close();
  }
}

/** From the post of a message that was taken in to its being set aside, in seconds. */
function setAsideAfter(kept: Kept, messages: readonly Message[]): number[] {
  const acceptedAt = new Map(messages.map((message) => [message.mid, message.acceptedAt]));
  return kept.flatMap(({ eventId, at }) => {
    const accepted = acceptedAt.get(eventId);
    return accepted === undefined ? [] : [(Date.parse(at) - accepted) / 1_000];
  });
}

function answerMs(messages: readonly Message[]): number[] {
  return messages.flatMap((message) => (isPoison(message) ? [] : (message.answerMs ?? [])));
}

/** R10: messages that break, hang or blow up whoever handles them, to the whole product with its supervisor. */
export const poisonedMessages: FaultRun = {
  id: 'R10',
  title: '1 % of the messages throw, loop or allocate, two supervised workers',
  goal: 'each set aside after 3 tries within 60 s; everybody else answered; the supervisor stays',
  run: (form) =>
    withProduct({ environment }, async ({ product, traffic }) => {
      const load = { perSecond, psidOf: (serial: number) => String(3_000_000 + serial) };
      const before = await traffic.run({ ...load, seconds: 10, textOf: smallTalk });
      await traffic.answered(before, 30_000);
      const messages = await traffic.run({ ...load, seconds: forms[form].seconds, textOf, again: true });
      const missing = await traffic.answered(messages, 120_000);
      const kept = await listQuarantine(product.redis);
      const poisoned = messages.filter(isPoison);
      const wrongly = kept.filter(({ eventId }) => !poisoned.some(({ mid }) => mid === eventId));
      const escaped = poisoned.filter(({ mid }) => !kept.some(({ eventId }) => eventId === mid));
      const tries = new Set(kept.map(({ attempts }) => attempts));
      return {
        figures: {
          messages: messages.length,
          poison: poisoned.length,
          'set aside': kept.length,
          'at attempt': [...tries].join(', '),
          'set aside after p50 s': rounded(quantile(setAsideAfter(kept, messages), 0.5)),
          'set aside after p90 s': rounded(quantile(setAsideAfter(kept, messages), 0.9)),
          'set aside after most s': rounded(quantile(setAsideAfter(kept, messages), 1)),
          'refused and delivered again': messages.filter(({ posts }) => posts > 1).length,
          'answer p50 ms, before': rounded(quantile(answerMs(before), 0.5)),
          'answer p50 ms, meanwhile, others': rounded(quantile(answerMs(messages), 0.5)),
          'answer p99 ms, before': rounded(quantile(answerMs(before), 0.99)),
          'answer p99 ms, meanwhile, others': rounded(quantile(answerMs(messages), 0.99)),
          'workers replaced': await product.metric('guichet_workers_replaced_total'),
        },
        violations: [
          ...unless(
            missing.length === 0,
            `${missing.length} customers got nothing: ${missing
              .slice(0, 9)
              .map(({ text }) => text)
              .join(' ')}`,
          ),
          ...unless(wrongly.length === 0, `${wrongly.length} messages were set aside that are no poison`),
          ...unless(escaped.length === 0, `${escaped.length} poisoned messages were not set aside`),
          ...unless(product.isAlive(), 'the supervisor is gone'),
        ],
      };
    }),
};
