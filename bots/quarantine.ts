import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadKeys } from '../store/load-keys.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/port.ts';
import { readConfig } from './config.ts';
import { readCommand, usage } from './quarantine/read-command.ts';
import { runQuarantine } from './quarantine/run-quarantine.ts';

/** `npm run quarantine -- list|show|retry|drop`: a program of its own beside the running processes, on the same store. */
async function openRunningStore(): Promise<Store> {
  const { redisUrl, dataDir, storeKeys } = readConfig(process.env);
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

const complain = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  if (args.length === 1 && (args[0] === '--help' || args[0] === 'help')) {
    process.stdout.write(usage);
    return 0;
  }
  const command = readCommand(args);
  if (!command) {
    process.stderr.write(usage);
    return 2;
  }
  const store = await openRunningStore();
  try {
    return await runQuarantine(command, { quarantine: store.quarantine, print: (line) => process.stdout.write(`${line}\n`), complain });
  } finally {
    await store.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  complain(`quarantine: ${error instanceof Error ? error.message : 'the store cannot be read'}`);
  process.exitCode = 1;
}
