import type { Server } from 'node:net';

/** Starts a server on a free loopback port and answers with its address. */
export async function listen(server: {
  listen(port: number, host: string, ready: () => void): unknown;
  address(): ReturnType<Server['address']>;
}): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
