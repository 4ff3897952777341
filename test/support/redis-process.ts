import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** One process of redis-server, also as a sentinel. */
export interface RedisProcess {
  readonly port: number;
  /** Kills it without warning. */
  kill(): Promise<void>;
  /** Sends a signal that does not end it: SIGSTOP hangs it, SIGCONT wakes it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Starts it again with the same arguments. */
  restart(): Promise<void>;
}

const ready = /ready to accept connections|Sentinel ID is/i;

/** Resolves once it says that it accepts connections. */
export async function startRedisProcess(port: number, args: readonly string[]): Promise<RedisProcess> {
  let server = await launch(args);
  return {
    port,
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
    },
    signal: (signal) => void server.kill(signal),
    async restart() {
      server = await launch(args);
    },
  };
}

async function launch(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: server.stdout })) {
    said.push(line);
    if (ready.test(line)) break;
  }
  // Whatever it says from now on is let go, or the pipe would fill up.
  server.stdout.resume();
  if (ready.test(said.at(-1) ?? '')) return server;
  throw new Error(`redis-server did not start: ${said.slice(-3).join(' / ')}`);
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
