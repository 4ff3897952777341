import { createConversationCodec } from '../conversation-codec.ts';
import { createDeskCodec } from '../desk-codec.ts';
import { createEffectCodec } from '../effect-codec.ts';
import type { EnvelopeFor } from '../envelope.ts';
import { checkKey } from '../key-check.ts';
import type { KeyVault } from '../keys/key-vault.ts';
import { defaultStoreTimes, type Store, type StoreTimes } from '../port.ts';
import { createRecordCodec } from '../record-codec.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { nameOfAddress, parseRedisAddress, type RedisAddress, type RedisNode } from './redis-address.ts';
import { createRedisConnection } from './redis-connection.ts';
import { createRedisDesk } from './redis-desk.ts';
import { createRedisEffects } from './redis-effects.ts';
import { createRedisLedger } from './redis-ledger.ts';
import { createRedisMailbox } from './redis-mailbox.ts';
import { createRedisQuarantine } from './redis-quarantine.ts';
import { createRedisRecords } from './redis-records.ts';
import { createRedisVault } from './redis-vault.ts';
import { createLogRewriting } from './rewrite-log.ts';

export interface RedisStoreOptions {
  /** As `parseRedisAddress` reads it. */
  readonly url: string;
  /** Where data keys lie; by default the same server. */
  readonly vaultUrl?: string;
  readonly envelopeFor: EnvelopeFor;
  readonly times?: StoreTimes;
  /** What all keys begin with; `guichet:` by default. */
  readonly prefix?: string;
  /** Told of each server before a connection to it is made: those of the address, and those that are found at run time. */
  readonly onNode?: (node: RedisNode) => void;
}

/** One Redis, and what is wanted of it as a whole. */
function openServer(url: string, onNode: RedisStoreOptions['onNode']) {
  const address = parseRedisAddress(url);
  const connection = createRedisConnection(address, onNode);
  const rewriting = createLogRewriting(connection);
  return {
    address,
    connection,
    scrub: () => rewriting.ask(),
    async close() {
      rewriting.stop();
      await connection.close();
    },
  };
}

/** Only the server that holds them knows of data keys what else it keeps of them. */
function vaultOn({ connection, scrub, close }: ReturnType<typeof openServer>, prefix: string): KeyVault {
  return { ...createRedisVault({ connection, prefix }), scrub, close };
}

/**
 * The store in Redis, for production: one server, a master that Sentinel watches, or a cluster. It connects at the first command and
 * reconnects by itself; leases follow the clock of Redis.
 * Redis keeps what it acknowledged through a kill of its process with `appendonly yes`.
 * @throws TypeError where the address cannot be read
 */
export function createRedisStore({
  url,
  vaultUrl,
  envelopeFor,
  times = defaultStoreTimes,
  prefix = 'guichet:',
  onNode,
}: RedisStoreOptions): Store {
  const server = openServer(url, onNode);
  const vaultServer = vaultUrl === undefined ? server : openServer(vaultUrl, onNode);
  const servers = new Set([server, vaultServer]);
  const envelope = envelopeFor(vaultOn(vaultServer, prefix));
  const { connection } = server;
  const codec = createConversationCodec(envelope);
  const records = createRedisRecords({ connection, prefix, codec: createRecordCodec(envelope) });
  return {
    conversations: createRedisMailbox({ connection, prefix, codec, times, envelope }),
    quarantine: createRedisQuarantine({ connection, prefix, codec }),
    effects: createRedisEffects({ connection, prefix, codec: createEffectCodec(envelope), times }),
    ledger: createRedisLedger({ connection, prefix }),
    records,
    desk: createRedisDesk({ connection, prefix, codec: createDeskCodec(envelope), times }),
    keys: envelope.rotation,
    // Memory keeps nothing of what was deleted.
    scrub: async () => {
      for (const { scrub } of servers) await scrub();
    },
    ping: () =>
      checkKey(records).catch((error: unknown) =>
        explain(
          error,
          [...servers].map(({ address }) => address),
        ),
      ),
    close: async () => {
      for (const { close } of servers) await close();
    },
  };
}

/** Says which server it is that does not answer, for whoever starts the process; without user and password. */
function explain(error: unknown, addresses: readonly RedisAddress[]): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new StoreUnavailableError(`Redis at ${addresses.map((address) => nameOfAddress(address)).join(' and ')} cannot answer`, {
    cause: error.cause,
  });
}
