import type { Server } from 'node:http';

export interface Listening {
  /** `http://localhost:3978`; the host that was asked for where it is not this machine. */
  readonly url: string;
  /** Takes no new connections, lets requests under way finish, and closes connections as soon as they are idle. */
  close(): Promise<void>;
}

const everywhere = new Set(['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost']);

/** A connection that was busy at the close becomes idle when its answer has left, and would be kept for another request. */
const closeIdleEveryMs = 50;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** The variable in which an operator sets the port. */
  readonly variable?: string;
}

/** @throws Error with a message for the operator when the address is taken or not ours. */
export async function listen(server: Server, { host, port, variable = 'PORT' }: ListenOptions): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const hint =
        error.code === 'EADDRINUSE'
          ? `is already in use; set ${variable} to another one`
          : `cannot be listened on (${error.code ?? 'unknown'})`;
      reject(new Error(`Port ${port} ${hint}.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${everywhere.has(host) ? 'localhost' : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        const closing = setInterval(() => server.closeIdleConnections(), closeIdleEveryMs);
        server.close(() => {
          clearInterval(closing);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
