import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** A server under measurement, in a process of its own and, where the machine allows it, on a core of its own. */
export interface Subject {
  readonly url: string;
  /** What it said until it was ready. */
  readonly printed: string;
  /** Processor time used so far by all its threads, in milliseconds. */
  cpuMs(): number;
  /** Resident memory, in bytes. */
  memory(): number;
  stop(): Promise<void>;
}

function canPin(): boolean {
  try {
    execFileSync('taskset', ['-c', '0', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Leaves core 0 to the systems under measurement: this process, and what it starts without a core, run on the others. */
export function leaveCoreZero(): void {
  const cores = availableParallelism();
  if (cores > 1 && canPin()) execFileSync('taskset', ['-a', '-c', '-p', `1-${cores - 1}`, String(process.pid)], { stdio: 'ignore' });
}

/** Clock ticks of user and system time (proc(5): utime and stime, fields 14 and 15), 100 a second on Linux. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
}

export interface SubjectOptions {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Undefined: wherever this process may run. */
  readonly core?: number | undefined;
}

/** Starts a server that prints `… is ready at <address>`. */
export async function startSubject({ file, environment, core }: SubjectOptions): Promise<Subject> {
  const node = [process.execPath, file];
  const [program = '', ...args] = core !== undefined && canPin() ? ['taskset', '-c', String(core), ...node] : node;
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (/ready\D* (http:\S+)/.test(printed)) break;
  }
  child.stdout.resume();
  const url = /ready\D* (http:\/\/[\w.:]+)/.exec(printed)?.[1];
  const { pid } = child;
  if (!url || pid === undefined) throw new Error(`${file} did not start: ${printed}`);
  return {
    url,
    printed,
    cpuMs: () => cpuMsOf(pid),
    memory: () => memoryOf(pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
