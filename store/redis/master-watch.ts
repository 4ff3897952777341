import { Redis } from 'ioredis';
import { z } from 'zod';
import { reconnectAfterMs } from './client-options.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';

const askEveryMs = 250;
const answerWithinMs = 1_000;

/** What one sentinel says: who is master, and since which failover. */
interface Opinion {
  readonly epoch: number;
  readonly node: RedisNode;
}

const addressSchema = z.tuple([z.string(), z.coerce.number().int().positive()]);

/**
 * Asks every sentinel, again and again, who the master is, and tells when it is another one. Their announcement (`+switch-master`)
 * says the same a moment earlier, but a subscription that broke unnoticed says nothing for ever.
 * @returns stops it
 */
export function watchMaster(address: RedisAddress, onMaster: (node: RedisNode) => void): () => void {
  const opinions = new Map<RedisNode, Opinion>();
  let accepted: Opinion | undefined;

  function hear(sentinel: RedisNode, opinion: Opinion): void {
    opinions.set(sentinel, opinion);
    const chosen = choose([...opinions.values()], { accepted, sentinels: address.nodes.length });
    const moved = chosen !== undefined && (accepted === undefined || !isSame(chosen.node, accepted.node));
    accepted = chosen ?? accepted;
    if (moved) onMaster(chosen.node);
  }

  const stops = address.nodes.map((sentinel) => askRegularly(address, sentinel, (opinion) => hear(sentinel, opinion)));
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The latest failover counts: a sentinel that was cut off still names the master of before. Where the epochs say nothing (they begin
 * anew when sentinels are set up anew), the majority of all sentinels does.
 */
function choose(
  opinions: readonly Opinion[],
  { accepted, sentinels }: { readonly accepted: Opinion | undefined; readonly sentinels: number },
): Opinion | undefined {
  const [latest] = [...opinions].sort((one, other) => other.epoch - one.epoch);
  if (latest === undefined || accepted === undefined || latest.epoch > accepted.epoch) return latest;
  return opinions.find(({ node }) => opinions.filter((other) => isSame(other.node, node)).length * 2 > sentinels);
}

function isSame(one: RedisNode, other: RedisNode): boolean {
  return one.host === other.host && one.port === other.port;
}

function askRegularly(address: RedisAddress, sentinel: RedisNode, onOpinion: (opinion: Opinion) => void): () => void {
  const client = connect(address, sentinel);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function ask(): Promise<void> {
    try {
      const opinion = await readOpinion(client, address.masterName);
      if (!stopped) onOpinion(opinion);
    } catch {
      // It says nothing now; the others do.
    }
    if (!stopped) timer = setTimeout(() => void ask(), askEveryMs);
  }

  void ask();
  return () => {
    stopped = true;
    clearTimeout(timer);
    client.disconnect();
  };
}

/** During a failover the sentinel that leads it names the new master in the second answer already, with the epoch of the first. */
async function readOpinion(client: Redis, masterName: string): Promise<Opinion> {
  const [master, address] = await Promise.all([
    client.call('SENTINEL', 'MASTER', masterName),
    client.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName),
  ]);
  const fields = z.array(z.string()).parse(master);
  const [host, port] = addressSchema.parse(address);
  const epoch = Number(fields[fields.indexOf('config-epoch') + 1]);
  return { epoch, node: { host, port } };
}

function connect({ tls, sentinelPassword }: RedisAddress, { host, port }: RedisNode): Redis {
  const client = new Redis({
    host,
    port,
    lazyConnect: true,
    commandTimeout: answerWithinMs,
    connectTimeout: answerWithinMs,
    disconnectTimeout: 100,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: reconnectAfterMs,
    ...(sentinelPassword !== undefined && { password: sentinelPassword }),
    ...(tls && { tls: {} }),
  });
  client.on('error', () => undefined);
  return client;
}
