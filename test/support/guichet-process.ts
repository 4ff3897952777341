import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface GuichetProcess {
  readonly url: string;
  /** The line that says that it is ready. */
  readonly announced: string;
  readonly pid: number;
  /** Ends it as an operator would; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface GuichetProcessOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** Program and arguments, `npm start` for instance; the server itself by default. */
  readonly command?: readonly [string, ...string[]];
}

/** The line that `npm start` prints once it is ready, and the address in it; rejects with what it printed instead. */
async function printedAddress(child: ChildProcess): Promise<Pick<GuichetProcess, 'url' | 'announced'>> {
  let printed = '';
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => void (complaint += chunk.toString('utf8')));
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    printed += String(chunk);
    const announced = /is ready.*\n/.exec(printed)?.[0] ?? '';
    const url = /https?:\/\/[\w.[\]:]+/.exec(announced)?.[0];
    if (url) return { url, announced };
  }
  throw new Error(`Guichet did not start:\n${printed}${complaint}`);
}

/** Starts Guichet as `npm start` does, in a process of its own, on a free port unless `PORT` says otherwise. */
export async function startGuichet({
  environment = {},
  dataDir,
  command = [process.execPath, 'bots/main.ts'],
}: GuichetProcessOptions): Promise<GuichetProcess> {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], PORT: '0', GUICHET_DATA_DIR: dataDir, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = await printedAddress(child);
  child.stdout?.resume();
  const { pid } = child;
  if (pid === undefined) throw new TypeError('the process has no id');
  return {
    ...address,
    pid,
    stop: () => (child.kill('SIGTERM'), ended),
    kill: async () => void (child.kill('SIGKILL'), await ended),
  };
}

/** A folder of its own for one process; `remove` when it is over. */
export async function temporaryDataDir(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'guichet-process-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
