import type { Store } from '../store/port.ts';
import { type CommandDeps, withRunningStore } from './open-running-store.ts';

/** Where a command writes, a line at a time. */
export interface CommandLines {
  print(line: string): void;
  complain(line: string): void;
}

/** What an operator asks of the store of a running system. */
export interface StoreCommand<Command> {
  /** Stands before what it complains of. */
  readonly name: string;
  readonly usage: string;
  /** Undefined for what is none of its commands. */
  readCommand(args: readonly string[]): Command | undefined;
  /** Answers with the exit code. */
  run(command: Command, store: Store, lines: CommandLines): Promise<0 | 1>;
}

async function carryOut<Command>(
  { usage, readCommand, run }: StoreCommand<Command>,
  args: readonly string[],
  { config, print, complain }: CommandDeps,
): Promise<0 | 1 | 2> {
  if (args.length === 1 && (args[0] === '--help' || args[0] === 'help')) {
    print(usage);
    return 0;
  }
  const command = readCommand(args);
  if (!command) {
    complain(usage);
    return 2;
  }
  const lines = { print: (line: string) => print(`${line}\n`), complain: (line: string) => complain(`${line}\n`) };
  return withRunningStore(config(), (store) => run(command, store, lines));
}

/** Runs a command beside the running processes, on the same store. Answers with the exit code: 1 as well where the store cannot be read, 2 where the command is none. */
export async function runStoreCommand<Command>(
  command: StoreCommand<Command>,
  args: readonly string[],
  deps: CommandDeps,
): Promise<0 | 1 | 2> {
  try {
    return await carryOut(command, args, deps);
  } catch (error) {
    deps.complain(`${command.name}: ${error instanceof Error ? error.message : 'the store cannot be read'}\n`);
    return 1;
  }
}
