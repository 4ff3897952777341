import type { CommandDeps } from '../open-running-store.ts';
import { runStoreCommand } from '../store-command.ts';
import { readCommand, usage } from './read-command.ts';
import { runQuarantine } from './run-quarantine.ts';

/**
 * `npm run quarantine -- list|show|retry|drop`: beside the running processes, on the same store. Answers with the exit code: 1 where
 * there is no such event or the store cannot be read, 2 where the command is none.
 */
export function quarantineCommand(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  return runStoreCommand(
    { name: 'quarantine', usage, readCommand, run: (command, { quarantine }, lines) => runQuarantine(command, { quarantine, ...lines }) },
    args,
    deps,
  );
}
