import { connect, createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { listen } from './listen.ts';

/** What the line between two programs does to what passes on it. */
export type LineFault =
  | { readonly kind: 'none' }
  /** Nothing arrives in either direction. What was under way arrives once the line is whole again, as TCP would send it anew. */
  | { readonly kind: 'blackhole' }
  /** Questions arrive, answers do not. */
  | { readonly kind: 'half-open' }
  /** Each byte is a packet of its own. */
  | { readonly kind: 'slices' }
  /** Everything arrives so much later. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Connections that are open, and new ones, are reset. */
  | { readonly kind: 'reset' };

/** A TCP line that can be broken. With several targets it takes them in turn, and passes over one that does not listen. */
export interface TcpProxy {
  readonly port: number;
  /** What happens from now on, to open connections too. */
  fault(fault: LineFault): void;
  /** Where new connections go from now on. */
  aim(ports: readonly number[]): void;
  close(): Promise<void>;
}

type Direction = 'there' | 'back';
type Piece = { readonly dueAt: number; readonly bytes: Buffer } | { readonly dueAt: number; readonly end: 'closed' | 'reset' };

/** The state of the line, and a way to wait for its mending. */
interface Line {
  readonly fault: LineFault;
  /** Resolves once something may pass in this direction. */
  passes(direction: Direction): Promise<void>;
  set(fault: LineFault): void;
}

function isHeld(fault: LineFault, direction: Direction): boolean {
  return fault.kind === 'blackhole' || (fault.kind === 'half-open' && direction === 'back');
}

function createLine(): Line {
  let fault: LineFault = { kind: 'none' };
  let changed = Promise.withResolvers<void>();
  return {
    get fault() {
      return fault;
    },
    async passes(direction) {
      while (isHeld(fault, direction)) await changed.promise;
    },
    set(next) {
      fault = next;
      changed.resolve();
      changed = Promise.withResolvers<void>();
    },
  };
}

async function write(to: Socket, bytes: Buffer, fault: LineFault): Promise<void> {
  if (fault.kind !== 'slices') {
    to.write(bytes);
    return;
  }
  for (const [index] of bytes.entries()) {
    to.write(bytes.subarray(index, index + 1));
    await nextTurn();
  }
}

/** Carries everything that comes from one end to the other: in order, and as the line is at that moment. */
function carry(line: Line, direction: Direction, { from, to }: { readonly from: Socket; readonly to: Socket }): void {
  const pieces: Piece[] = [];
  let isCarrying = false;
  const pass = async (piece: Piece): Promise<void> => {
    await line.passes(direction);
    const early = piece.dueAt - performance.now();
    if (early > 0) await wait(early);
    if ('bytes' in piece) await write(to, piece.bytes, line.fault);
    else if (piece.end === 'closed') to.end();
    else to.resetAndDestroy();
  };
  const carryAll = async (): Promise<void> => {
    isCarrying = true;
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) await pass(piece);
    isCarrying = false;
  };
  const add = (piece: { readonly bytes: Buffer } | { readonly end: 'closed' | 'reset' }): void => {
    const lateMs = line.fault.kind === 'latency' ? line.fault.ms : 0;
    pieces.push({ dueAt: performance.now() + lateMs, ...piece });
    if (!isCarrying) void carryAll();
  };
  from.on('data', (bytes: Buffer) => add({ bytes }));
  from.once('end', () => add({ end: 'closed' }));
  from.on('error', () => add({ end: 'reset' }));
}

/** Connects to the first of the ports that takes the connection; undefined where none does. */
async function connectToAny(ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const { promise, resolve } = Promise.withResolvers<boolean>();
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    if (await promise) return socket;
  }
  return undefined;
}

/** @param targets ports of the loopback. */
export async function startTcpProxy(targets: readonly number[]): Promise<TcpProxy> {
  const line = createLine();
  const open = new Set<Socket>();
  let ports = targets;
  let turn = 0;

  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => undefined).once('close', () => open.delete(socket));
  };

  async function join(client: Socket): Promise<void> {
    keep(client);
    client.pause();
    if (line.fault.kind === 'reset') return void client.resetAndDestroy();
    await line.passes('there');
    turn += 1;
    const start = turn % Math.max(1, ports.length);
    const server = await connectToAny([...ports.slice(start), ...ports.slice(0, start)]);
    if (!server) return void client.resetAndDestroy();
    keep(server);
    // It went away while it was waiting.
    if (client.destroyed) return void server.resetAndDestroy();
    carry(line, 'there', { from: client, to: server });
    carry(line, 'back', { from: server, to: client });
    client.resume();
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => void join(client));
  const address = await listen(server);
  return {
    port: Number(new URL(address).port),
    fault(fault) {
      line.set(fault);
      if (fault.kind !== 'reset') return;
      for (const socket of open) socket.resetAndDestroy();
    },
    aim: (next) => void (ports = next),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      line.set({ kind: 'none' });
      await closed;
    },
  };
}
