import { exchange } from '../../connectors/http/exchange.ts';
import type { EgressDispatcher, EgressGate } from '../../secrecy/egress/egress-gate.ts';
import { type MediaType, mediaTypeOf } from './media-type.ts';

export interface MediaFile extends MediaType {
  readonly bytes: Buffer;
}

/** `gone`: Meta does not give it out any more, or not now; `refused`: too big, of no kind that is given out, or not at Meta. */
export type FetchMedia = (address: string) => Promise<MediaFile | 'gone' | 'refused'>;

export interface FetchMediaDeps {
  readonly egress: Pick<EgressGate, 'agent' | 'announce'>;
  /** Domains under which Meta keeps what was sent. */
  readonly hosts: readonly string[];
}

export const mostMediaBytes = 5 * 1024 * 1024;
const timeoutMs = 15_000;

/** Https at Meta's own hosts; other addresses are not talked to, whoever signed them. In the clear on this machine only, for a stub. */
function isMetas({ protocol, hostname, username }: URL, hosts: readonly string[]): boolean {
  const isListed = hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  return isListed && username === '' && (protocol === 'https:' || hostname === '127.0.0.1');
}

/** Fetches what a customer has sent, once, without following anything. */
export function createFetchMedia({ egress, hosts }: FetchMediaDeps): { readonly fetch: FetchMedia; close(): Promise<void> } {
  let agent: EgressDispatcher | undefined;

  async function fetch(address: string): Promise<MediaFile | 'gone' | 'refused'> {
    const url = URL.parse(address);
    if (!url || !isMetas(url, hosts)) return 'refused';
    agent ??= egress.agent('media', { connect: { timeout: 5_000 } });
    egress.announce('media', url.origin);
    const path = `${url.pathname}${url.search}`;
    const request = { method: 'GET', origin: url.origin, path, headers: { accept: '*/*' }, operation: 'attachment' } as const;
    try {
      const { status, body } = await exchange(agent, { ...request, timeoutMs, maxAnswerBytes: mostMediaBytes });
      if (status !== 200) return 'gone';
      const media = body && mediaTypeOf(body);
      return body && media ? { ...media, bytes: body } : 'refused';
    } catch {
      return 'gone';
    }
  }

  return { fetch, close: async () => agent?.close() };
}
