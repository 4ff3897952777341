import { join } from 'node:path';
import { envelopeUnder } from './envelope.ts';
import type { Store, StoreTimes } from './port.ts';
import type { RedisNode } from './redis/redis-address.ts';
import { createRedisStore } from './redis/redis-store.ts';
import { createSqliteStore } from './sqlite/sqlite-store.ts';

export interface OpenStoreOptions {
  /** Where given, the store is in Redis; otherwise in `<dataDir>/guichet.db`. */
  readonly redisUrl?: string | undefined;
  /** Where given, data keys are in this Redis instead of the one of the store. */
  readonly keyVaultRedisUrl?: string | undefined;
  readonly dataDir: string;
  /** From `loadKeys`. */
  readonly keys: readonly Buffer[];
  readonly times?: StoreTimes;
  readonly now: () => Date;
  /** Told of each server of Redis before a connection to it is made. */
  readonly onNode?: (node: RedisNode) => void;
}

/** Opens the store that the configuration names. `ping` it before use: a key that does not fit is told there. */
export function openStore({ redisUrl, keyVaultRedisUrl: vaultUrl, dataDir, keys, times, now, onNode }: OpenStoreOptions): Store {
  const shared = { envelopeFor: envelopeUnder(keys, now), ...(times && { times }) };
  if (redisUrl !== undefined)
    return createRedisStore({ url: redisUrl, ...(vaultUrl !== undefined && { vaultUrl }), ...shared, ...(onNode && { onNode }) });
  return createSqliteStore({ file: join(dataDir, 'guichet.db'), now, ...shared });
}
