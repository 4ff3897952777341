import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiledCodeFolder } from '../../../bots/compiled-code.ts';
import type { SubjectSettings } from '../subject/settings.ts';

/** One process under test. */
export interface WorkerProcess {
  readonly name: string;
  /** Its place in the fleet, and how many were in that place before it. */
  readonly place: number;
  readonly generation: number;
  readonly port: number;
  readonly pid: number;
  /** Resolves when it is gone, with its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void;
}

export interface WorkerOptions {
  readonly settings: SubjectSettings;
  readonly place: number;
  readonly generation: number;
  /** Further variables of its environment, for libfaketime. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Arguments of node, such as a bound on its memory. */
  readonly nodeArgs?: readonly string[];
}

const subjectFile = fileURLToPath(new URL('../subject.ts', import.meta.url));

/** The port that it prints once it is ready; undefined where it ended first. */
async function printedPort(child: ChildProcess): Promise<number | undefined> {
  let printed = '';
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    printed += String(chunk);
    const port = /is ready at http:\/\/[\w.]+:(\d+)\n/.exec(printed)?.[1];
    if (port) return Number(port);
  }
  return undefined;
}

/** Why a process ended before it was ready: the end of what it complained of. */
export interface NotStarted {
  readonly because: string;
}

/** Starts a process under test. It may end before it is ready: at a fail point, or where the store does not answer. */
export async function startWorker({
  settings,
  place,
  generation,
  environment = {},
  nodeArgs = [],
}: WorkerOptions): Promise<WorkerProcess | NotStarted> {
  const child = spawn(process.execPath, [...nodeArgs, subjectFile, JSON.stringify(settings)], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', NODE_COMPILE_CACHE: compiledCodeFolder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let complaint = '';
  child.stderr?.on('data', (bytes: Buffer) => void (complaint = `${complaint}${bytes.toString()}`.slice(-1_000)));
  const port = await printedPort(child);
  child.stdout?.resume();
  if (port === undefined || child.pid === undefined) {
    await ended;
    return { because: complaint };
  }
  return { name: settings.worker, place, generation, port, pid: child.pid, ended, signal: (signal) => void child.kill(signal) };
}
