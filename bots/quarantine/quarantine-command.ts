import { type CommandDeps, openRunningStore } from '../open-running-store.ts';
import { readCommand, usage } from './read-command.ts';
import { runQuarantine } from './run-quarantine.ts';

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
    return await runQuarantine(command, {
      quarantine: store.quarantine,
      print: (text) => print(line(text)),
      complain: (text) => complain(line(text)),
    });
  } finally {
    await store.close();
  }
}

/**
 * `npm run quarantine -- list|show|retry|drop`: beside the running processes, on the same store. Answers with the exit code: 1 where
 * there is no such event or the store cannot be read, 2 where the command is none.
 */
export async function quarantineCommand(args: readonly string[], deps: CommandDeps): Promise<0 | 1 | 2> {
  try {
    return await run(args, deps);
  } catch (error) {
    deps.complain(`quarantine: ${error instanceof Error ? error.message : 'the store cannot be read'}\n`);
    return 1;
  }
}
