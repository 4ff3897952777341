import { Redis } from 'ioredis';
import { z } from 'zod';
import { chooseMaster, isSameNode, type Opinion } from './choose-master.ts';
import { answerWithinMs, reconnectAfterMs } from './client-options.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';

const askEveryMs = 250;

const addressSchema = z.tuple([z.string(), z.coerce.number().int().positive()]);

/**
 * Asks every sentinel, again and again, who the master is, and tells when it is another one. Their announcement (`+switch-master`)
 * says the same a moment earlier, but a subscription that broke unnoticed says nothing for ever.
 * @returns stops it
 */
export function watchMaster(address: RedisAddress, onMaster: (node: RedisNode) => void): () => void {
  const opinions = new Map<RedisNode, Opinion>();
  let accepted: Opinion | undefined;

  function hear(sentinel: RedisNode, opinion: Opinion | undefined): void {
    if (opinion === undefined) opinions.delete(sentinel);
    else opinions.set(sentinel, opinion);
    const before = accepted;
    accepted = chooseMaster({ opinions: [...opinions.values()], accepted, sentinels: address.nodes.length });
    if (accepted !== undefined && (before === undefined || !isSameNode(accepted.node, before.node))) onMaster(accepted.node);
  }

  const stops = address.nodes.map((sentinel) => askRegularly(address, sentinel, (opinion) => hear(sentinel, opinion)));
  return () => {
    for (const stop of stops) stop();
  };
}

/** Undefined: it says nothing now. */
type OnOpinion = (opinion: Opinion | undefined) => void;

function askRegularly(address: RedisAddress, sentinel: RedisNode, onOpinion: OnOpinion): () => void {
  const client = connect(address, sentinel);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function ask(): Promise<void> {
    const opinion = await readOpinion(client, address.masterName).catch(() => undefined);
    if (stopped) return;
    onOpinion(opinion);
    timer = setTimeout(() => void ask(), askEveryMs);
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
