import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadKeys } from '../store/load-keys.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/port.ts';
import type { Config } from './config.ts';

/** Which store an operator's command works on. */
export type RunningStoreConfig = Pick<Config, 'redisUrl' | 'keyVaultRedisUrl' | 'dataDir' | 'storeKeys' | 'storeKeysFile'>;

/** Where an operator's command finds what it needs, and where it writes. */
export interface CommandDeps {
  /** Read once a command needs it: its usage is to be had without any configuration. */
  config(): RunningStoreConfig;
  print(text: string): void;
  complain(text: string): void;
}

/**
 * The store of a system that runs, or has run, for a command beside it.
 * @throws Error where there is none, or it does not answer.
 */
async function openRunningStore(config: RunningStoreConfig): Promise<Store> {
  const { redisUrl, keyVaultRedisUrl, dataDir, storeKeys, storeKeysFile } = config;
  if (redisUrl === undefined && !existsSync(join(dataDir, 'guichet.db'))) throw new Error(`there is no store in ${dataDir}`);
  const { keys } = await loadKeys({ dataDir, configured: storeKeys, file: storeKeysFile });
  const store = openStore({ redisUrl, keyVaultRedisUrl, dataDir, keys, now: () => new Date() });
  try {
    await store.ping();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Works on it, and closes it whatever happens. @throws Error where there is none, or it does not answer. */
export async function withRunningStore<Result>(config: RunningStoreConfig, work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openRunningStore(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
