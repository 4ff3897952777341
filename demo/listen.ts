import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';

export interface ListenOptions {
  readonly host: string;
  /** 0 = the remembered one, else a free one. */
  readonly port: number;
  /** Where the port is remembered, so that addresses that others keep stay good. */
  readonly portFile?: string;
}

/** A server that listens but does not answer yet: the answers hold its own address. */
export interface Listening {
  readonly server: Server;
  readonly port: number;
}

const portSchema = z.coerce.number().int().min(1).max(65_535);

function rememberedPort(file: string | undefined): number {
  if (file === undefined) return 0;
  try {
    return portSchema.parse(readFileSync(file, 'utf8').trim());
  } catch {
    // Never written, or by something else: any free port will do.
    return 0;
  }
}

async function tryListen(host: string, port: number): Promise<Listening> {
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the demo bank listens on no port');
  return { server, port: address.port };
}

/** Listens on the wanted port, else on the remembered one if it is free, else on any. @throws when the wanted port is taken. */
export async function listen({ host, port, portFile }: ListenOptions): Promise<Listening> {
  const remembered = port === 0 ? rememberedPort(portFile) : port;
  const listening = await tryListen(host, remembered).catch((error: unknown) => {
    if (port !== 0 || remembered === 0) throw error;
    return tryListen(host, 0);
  });
  if (portFile !== undefined) writeFileSync(portFile, `${listening.port}\n`);
  return listening;
}
