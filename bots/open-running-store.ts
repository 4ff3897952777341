import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadKeys } from '../store/load-keys.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/port.ts';
import type { Config } from './config.ts';

/** Which store an operator's command works on. */
export type RunningStoreConfig = Pick<Config, 'redisUrl' | 'dataDir' | 'storeKeys'>;

/**
 * The store of a system that runs, or has run, for a command beside it.
 * @throws Error where there is none, or it does not answer.
 */
export async function openRunningStore({ redisUrl, dataDir, storeKeys }: RunningStoreConfig): Promise<Store> {
  if (redisUrl === undefined && !existsSync(join(dataDir, 'guichet.db'))) throw new Error(`there is no store in ${dataDir}`);
  const { keys } = await loadKeys({ dataDir, configured: storeKeys });
  const store = openStore({ redisUrl, dataDir, keys, now: () => new Date() });
  try {
    await store.ping();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
