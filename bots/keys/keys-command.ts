import { type CommandDeps, openRunningStore } from '../open-running-store.ts';
import { readCommand, usage } from './read-command.ts';
import { runKeys } from './run-keys.ts';

async function run(args: readonly string[], { config, print, complain }: CommandDeps): Promise<0 | 1 | 2> {
  if (args.length === 1 && (args[0] === '--help' || args[0] === 'help')) {
    print(usage);
    return 0;
  }
  const command = readCommand(args);
  if (!command) {
    complain(usage);
    return 2;
  }
  const store = await openRunningStore(config());
  try {
    const line = (text: string): string => `${text}\n`;
    return await runKeys(command, { keys: store.keys, print: (text) => print(line(text)), complain: (text) => complain(line(text)) });
  } finally {
    await store.close();
  }
}

/** `npm run keys -- status|rewrap`: beside the running processes, on the same store. Answers with the exit code. */
export async function keysCommand(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  try {
    return await run(args, deps);
  } catch (error) {
    deps.complain(`keys: ${error instanceof Error ? error.message : 'the store cannot be read'}\n`);
    return 1;
  }
}
