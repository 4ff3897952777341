import type { CommandDeps } from '../open-running-store.ts';
import { runStoreCommand } from '../store-command.ts';
import { readCommand, usage } from './read-command.ts';
import { runKeys } from './run-keys.ts';

/** `npm run keys -- status|rewrap`: beside the running processes, on the same store. Answers with the exit code. */
export function keysCommand(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  return runStoreCommand(
    { name: 'keys', usage, readCommand, run: (command, { keys }, lines) => runKeys(command, { keys, ...lines }) },
    args,
    deps,
  );
}
