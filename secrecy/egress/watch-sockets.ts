import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Peer, Peers } from './peers.ts';

export interface SocketWatchDeps {
  readonly peers: Pick<Peers, 'sinkOf'>;
  /** A connection to somebody on the list is there. Must not throw. */
  readonly onConnected: (peer: Peer) => void;
  /** A connection to somebody who is not on the list was asked for, and not made. Must not throw. */
  readonly onStranger: (stranger: Omit<Peer, 'sink'>) => void;
}

/** Node publishes every client socket of this process here when it is about to connect: net, tls, http, https, fetch and undici alike. */
const channel = 'net.client.socket';

/** What the address of a pipe or a Unix socket is called: its path may tell anything. */
const pipe = 'pipe';

/** libuv's number for "permission denied": Node makes an error of it, with the code EACCES, and destroys the socket. */
const denied = -constants.errno.EACCES;

/**
 * Keeps a socket from connecting, in the very moment before it would. Destroying it in that moment breaks Node (it goes on with a
 * handle that is gone), so the handle is told to fail: not a packet leaves.
 */
function refuse(socket: Socket): void {
  const handle: unknown = '_handle' in socket ? socket._handle : undefined;
  if (typeof handle === 'object' && handle !== null) {
    for (const name of ['connect', 'connect6']) Object.defineProperty(handle, name, { value: () => denied });
    return;
  }
  // Where a later Node names it otherwise, the connection is made and cut.
  process.nextTick(() => socket.destroy(Object.assign(new Error('not on the list of peers'), { code: 'EACCES' })));
}

function follow(socket: Socket, { peers, onConnected, onStranger }: SocketWatchDeps): void {
  let name: string | undefined;
  let peer: Peer | undefined;
  socket.on('lookup', (...found) => {
    name = found[3];
  });
  socket.on('connectionAttempt', (address: string, port: number | undefined) => {
    const host = port === undefined ? pipe : (name ?? address);
    const sink = port === undefined ? undefined : peers.sinkOf(host, port);
    peer = sink === undefined || port === undefined ? undefined : { sink, host, port };
    if (peer) return;
    onStranger({ host, port: port ?? 0 });
    refuse(socket);
  });
  socket.on('connect', () => {
    if (peer) onConnected(peer);
  });
}

/**
 * From now on no client socket of this process connects to somebody who is not on the list, whichever library opens it.
 * @returns ends it
 */
export function watchSockets(deps: SocketWatchDeps): () => void {
  /** A socket that connects again is followed already. */
  const followed = new WeakSet<Socket>();
  const onSocket = (message: unknown): void => {
    const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : undefined;
    if (!(socket instanceof Socket) || followed.has(socket)) return;
    followed.add(socket);
    follow(socket, deps);
  };
  subscribe(channel, onSocket);
  return () => void unsubscribe(channel, onSocket);
}
