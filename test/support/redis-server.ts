import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startRedisProcess } from './redis-process.ts';

/** A real Redis for tests. */
export interface TestRedis {
  readonly url: string;
  /** What the keys of this test begin with: its own also on a server that is shared. */
  readonly prefix: string;
  /** Kills the process without warning. Like all below, not on a server that the test did not start. */
  kill(): Promise<void>;
  /** Sends a signal that does not end the process: SIGSTOP hangs it, SIGCONT wakes it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Runs one command, as an operator would. */
  command(...words: readonly string[]): void;
  /** Starts it again, on the same port and the same files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestRedisOptions {
  /** Keeps an append-only file (fsync every second), as production should. */
  readonly appendOnly?: boolean;
  /** Further arguments of redis-server. Such a server is always a new one. */
  readonly args?: readonly string[];
}

/** Whether tests on a real Redis can run: `redis-server` is on the path, or REDIS_URL names a server. */
export function redisAvailable(): boolean {
  return sharedUrl() !== undefined || redisServerInstalled();
}

/** Whether a test can have a server of its own, to kill or to configure. */
export function redisServerInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts `redis-server` on a free port of the loopback, or uses the server of REDIS_URL under a random prefix. */
export async function startRedis(options: TestRedisOptions = {}): Promise<TestRedis> {
  const shared = sharedUrl();
  const own = options.appendOnly === true || options.args !== undefined;
  return shared !== undefined && !own ? borrow(shared) : startOwn(options);
}

function sharedUrl(): string | undefined {
  return process.env['REDIS_URL'];
}

function newPrefix(): string {
  return `guichet-test-${randomUUID()}:`;
}

function borrow(url: string): TestRedis {
  const refuse = () => {
    throw new Error('A test may not do this to the server of REDIS_URL.');
  };
  return { url, prefix: newPrefix(), kill: refuse, signal: refuse, command: refuse, restart: refuse, stop: () => Promise.resolve() };
}

async function startOwn({ appendOnly = false, args = [] }: TestRedisOptions): Promise<TestRedis> {
  const [port, folder] = await Promise.all([freePort(), mkdtemp(join(tmpdir(), 'guichet-redis-'))]);
  const persistence = ['--save', '', '--appendonly', appendOnly ? 'yes' : 'no'];
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...persistence, ...args];
  const server = await startRedisProcess(port, settings);
  return {
    url: `redis://127.0.0.1:${port}`,
    prefix: newPrefix(),
    kill: () => server.kill(),
    signal: (signal) => server.signal(signal),
    command: (...words) => void execFileSync('redis-cli', ['-p', String(port), ...words]),
    restart: () => server.restart(),
    async stop() {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
