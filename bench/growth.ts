import { counterTraffic } from './counter-traffic.ts';
import type { Figures } from './figures.ts';
import { loadConversations } from './load-conversations.ts';
import { median, quantile } from './quantile.ts';
import type { Sizes } from './sizes.ts';
import { measureClosed, type Stand, startBenchRedis, type TurnCost, withStand } from './stand.ts';

const firstPsid = 10_000_000;
/** Shares no factor with a power of ten: the customers come in an order that skips through all of them. */
const step = 7_919;

/** The cost of a turn with more and more conversations present, each message from another of them. */
export async function measureGrowth({ conversations, ...sizes }: Sizes): Promise<Figures> {
  const redis = await startBenchRedis();
  try {
    return await withStand({ system: 'guichet-counter', redis }, async (stand) => {
      const empty = (await stand.redis.use()).bytes;
      const figures: Record<string, number> = {};
      const costs: number[] = [];
      let present = 0;
      for (const count of conversations) {
        const range = { url: redis.url, from: firstPsid + present, to: firstPsid + count };
        await loadConversations(range, 'state');
        const before = present;
        present = count;
        const idle = await stand.redis.use();
        await loadConversations(range, 'message id');
        const recent = await stand.redis.use();
        const measured = await measureAmong(stand, count, sizes);
        const name = nameOf(count);
        costs.push(measured.cpuMs);
        figures[`growth.cpuMs${name}`] = measured.cpuMs;
        figures[`growth.p50Ms${name}`] = measured.p50Ms;
        figures[`growth.redisBytes${name}`] = idle.bytes - empty;
        figures['memory.perConversationBytes'] = (idle.bytes - empty) / count;
        figures['memory.perMessageIdBytes'] = (recent.bytes - idle.bytes) / (count - before);
      }
      return { ...figures, 'growth.costRatio': (costs.at(-1) ?? Number.NaN) / (costs[0] ?? Number.NaN) };
    });
  } finally {
    await redis.stop();
  }
}

/** `1e3`, `1e6`. */
function nameOf(count: number): string {
  return `1e${Math.round(Math.log10(count))}`;
}

async function measureAmong(
  stand: Stand,
  count: number,
  { turns, warmUp, rounds }: Omit<Sizes, 'conversations'>,
): Promise<{ readonly cpuMs: number; readonly p50Ms: number }> {
  const costs: TurnCost[] = [];
  let done = 0;
  const psidOf = (serial: number): string => String(firstPsid + (((done + serial) * step) % count));
  for (let round = 0; round < rounds; round += 1) {
    // As long for each number of conversations: otherwise the first would be measured while node still compiles, and seem dear.
    const before = round === 0 ? warmUp : 0;
    costs.push(await measureClosed(stand, { ...counterTraffic, psidOf, warmUp: before, turns }));
    done += before + turns;
  }
  return {
    cpuMs: median(costs.map(({ cpuMs, redisCpuMs }) => cpuMs + redisCpuMs)),
    p50Ms: median(costs.map(({ turnMs }) => quantile(turnMs, 0.5))),
  };
}
