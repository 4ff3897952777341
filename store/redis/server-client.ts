import { Redis } from 'ioredis';
import { clientOptions, reconnectAfterMs } from './client-options.ts';
import { type ClientSource, closeClient } from './client-source.ts';
import type { RedisAddress, RedisNode } from './redis-address.ts';

/**
 * The client of one server. It connects at the first command and reconnects for ever by itself; where it has ended all the same,
 * there is a new one.
 */
export function createServerClient(address: RedisAddress, node: RedisNode): ClientSource & { disconnect(): void } {
  const sendTogether = createSendTogether();
  let client = connect(address, node);
  let closed = false;
  return {
    client() {
      if (client.status === 'end' && !closed) client = connect(address, node);
      sendTogether(client);
      return client;
    },
    async close() {
      closed = true;
      await closeClient(client);
    },
    disconnect() {
      closed = true;
      client.disconnect();
    },
  };
}

function connect(address: RedisAddress, { host, port }: RedisNode): Redis {
  const client = new Redis({ ...clientOptions(address), host, port, retryStrategy: reconnectAfterMs });
  // Each command reports its own failure; without a listener ioredis would print to the console.
  client.on('error', () => undefined);
  return client;
}

/**
 * Holds back what is written in one round of the event loop, and sends it in one piece. The pipelines that ioredis can make of
 * it by itself do the same, and cost a tenth (many commands a round) to a third (few) more processor time for each command.
 */
function createSendTogether(): (client: Redis) => void {
  let held: Redis['stream'] | undefined;
  return ({ status, stream }) => {
    if (status !== 'ready' || stream === held) return;
    held = stream;
    stream.cork();
    setImmediate(() => {
      stream.uncork();
      if (held === stream) held = undefined;
    });
  };
}
