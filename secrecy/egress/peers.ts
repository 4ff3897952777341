/** What Guichet opens sockets to, by what it is there for. */
export const egressSinks = [
  /** Meta's Graph API. */
  'graph',
  /** The bank's account information. */
  'bank',
  /** The bank's OpenID Connect sign-in. */
  'sign-in',
  'cards',
  'receipts',
  'carriers',
  /** The bank's own Chatwoot, where people answer. */
  'chatwoot',
  /** The language model: blind sentences only. */
  'model',
  /** Microsoft's sign-in and keys, and the service addresses of Bot Framework channels. */
  'bot-framework',
  /** Where Meta keeps what customers have sent: fetched for a person of the desk, one at a time. */
  'media',
  /** Redis. */
  'store',
  /** The webhook of this very process, called by the simulator. */
  'simulator',
  /** The worker processes below a supervisor. */
  'workers',
] as const;
export type EgressSink = (typeof egressSinks)[number];

/** One server that may be talked to. */
export interface Peer {
  readonly sink: EgressSink;
  /** A name, or an address where the connection is made to the address. */
  readonly host: string;
  readonly port: number;
}

/** The list of who may be talked to. Whoever builds a part of Guichet that talks to somebody announces him first; nobody is ever taken off. */
export interface Peers {
  announce(peer: Peer): void;
  /** @param origin scheme, host and port, as `URL.origin` gives them; what follows is ignored. */
  announceOrigin(sink: EgressSink, origin: string): void;
  /** What this server is there for; undefined for one that nobody announced. */
  sinkOf(host: string, port: number): EgressSink | undefined;
  /** Whether requests of this sink may go to this origin. */
  allows(sink: EgressSink, origin: string): boolean;
}

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Without the brackets that a URL puts around an IPv6 address. */
function plainHost(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}

export function createPeers(): Peers {
  const sinks = new Map<string, EgressSink>();
  const origins = new Set<string>();

  function announce({ sink, host, port }: Peer): void {
    const key = `${plainHost(host)} ${port}`;
    // The first one names it: the embedded bank serves several sinks at one port.
    if (!sinks.has(key)) sinks.set(key, sink);
  }

  return {
    announce,
    announceOrigin(sink, origin) {
      const url = new URL(origin);
      announce({ sink, host: url.hostname, port: url.port === '' ? (defaultPorts[url.protocol] ?? 0) : Number(url.port) });
      origins.add(`${sink} ${url.origin}`);
    },
    sinkOf: (host, port) => sinks.get(`${plainHost(host)} ${port}`),
    allows: (sink, origin) => origins.has(`${sink} ${origin}`),
  };
}
