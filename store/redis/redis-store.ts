import type { Cipher } from '../cipher.ts';
import { createConversationCodec } from '../conversation-codec.ts';
import { createDeskCodec } from '../desk-codec.ts';
import { createEffectCodec } from '../effect-codec.ts';
import { checkKey } from '../key-check.ts';
import { defaultStoreTimes, type Store, type StoreTimes } from '../port.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { nameOfAddress, parseRedisAddress, type RedisAddress, type RedisNode } from './redis-address.ts';
import { createRedisConnection } from './redis-connection.ts';
import { createRedisDesk } from './redis-desk.ts';
import { createRedisEffects } from './redis-effects.ts';
import { createRedisLedger } from './redis-ledger.ts';
import { createRedisMailbox } from './redis-mailbox.ts';
import { createRedisQuarantine } from './redis-quarantine.ts';
import { createRedisRecords } from './redis-records.ts';

export interface RedisStoreOptions {
  /** As `parseRedisAddress` reads it. */
  readonly url: string;
  readonly cipher: Cipher;
  readonly times?: StoreTimes;
  /** What all keys begin with; `guichet:` by default. */
  readonly prefix?: string;
  /** Told of each server before a connection to it is made: those of the address, and those that are found at run time. */
  readonly onNode?: (node: RedisNode) => void;
}

/**
 * The store in Redis, for production: one server, a master that Sentinel watches, or a cluster. It connects at the first command and
 * reconnects by itself; leases follow the clock of Redis.
 * Redis keeps what it acknowledged through a kill of its process with `appendonly yes`.
 * @throws TypeError where the address cannot be read
 */
export function createRedisStore({ url, cipher, times = defaultStoreTimes, prefix = 'guichet:', onNode }: RedisStoreOptions): Store {
  const address = parseRedisAddress(url);
  const connection = createRedisConnection(address, onNode);
  const codec = createConversationCodec(cipher);
  const records = createRedisRecords({ connection, prefix, cipher });
  return {
    conversations: createRedisMailbox({ connection, prefix, codec, times }),
    quarantine: createRedisQuarantine({ connection, prefix, codec }),
    effects: createRedisEffects({ connection, prefix, codec: createEffectCodec(cipher), times }),
    ledger: createRedisLedger({ connection, prefix }),
    records,
    desk: createRedisDesk({ connection, prefix, codec: createDeskCodec(cipher), times }),
    // Memory keeps nothing of what was deleted; its append-only file is rewritten by Redis itself (docs/secrecy.md).
    scrub: async () => undefined,
    ping: () => checkKey(records).catch((error: unknown) => explain(error, address)),
    close: () => connection.close(),
  };
}

/** Says which server it is that does not answer, for whoever starts the process; without user and password. */
function explain(error: unknown, address: RedisAddress): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new StoreUnavailableError(`Redis at ${nameOfAddress(address)} cannot answer`, { cause: error.cause });
}
