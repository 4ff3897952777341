/** One server of an address. */
export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** Where Redis is, as REDIS_URL says it. */
export interface RedisAddress {
  /** One server; a master that sentinels name; or a cluster. */
  readonly kind: 'single' | 'sentinel' | 'cluster';
  /** The server, the sentinels, or some masters or replicas of the cluster; the others are asked for. */
  readonly nodes: readonly RedisNode[];
  /** What the sentinels call the master; empty otherwise. */
  readonly masterName: string;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Of the sentinels themselves, where they ask for one. */
  readonly sentinelPassword: string | undefined;
  readonly database: number;
  /** By how many replicas a write must have been taken over before it counts (WAIT); 0: it counts once the master has it. */
  readonly replicas: number;
}

const kinds = { redis: 'single', 'redis+sentinel': 'sentinel', 'redis+cluster': 'cluster' } as const;
const defaultPorts = { single: 6_379, sentinel: 26_379, cluster: 6_379 } as const;

/** What follows the scheme: `[user:password@]host[:port][,host[:port]…][/path][?query]`. A host may be an IPv6 address in brackets. */
const shape = /^(rediss?(?:\+sentinel|\+cluster)?):\/\/(?:([^@/?#]*)@)?([^@/?#]+)(?:\/([^/?#]*))?(?:\?([^#]*))?$/;
const nodeShape = /^(\[[0-9a-f:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/i;
const settings: ReadonlySet<string> = new Set(['db', 'wait', 'sentinel_password']);

/**
 * Reads `redis://[user:password@]host[:port][/db]`, `redis+sentinel://…host[:port][,…]/masterName` or `redis+cluster://…host[:port][,…]`,
 * with `rediss` in place of `redis` for TLS, and the settings `?db=`, `?wait=` (replicas) and `?sentinel_password=`. User and password
 * are percent-encoded.
 * @throws TypeError that says what is wrong, without repeating the address: it holds a password.
 */
export function parseRedisAddress(url: string): RedisAddress {
  const [, scheme = '', credentials, hosts = '', path = '', query = ''] =
    shape.exec(url) ?? refuse('must begin with redis:// or rediss://, or with redis+sentinel:// or redis+cluster:// (rediss+… for TLS)');
  const kind = kindOf(scheme.replace('rediss', 'redis'));
  const given = new URLSearchParams(query);
  for (const name of given.keys()) if (!settings.has(name)) refuse('has a setting other than db, wait and sentinel_password');
  const [username, password] = credentials === undefined ? [] : readCredentials(credentials);
  const nodes = hosts.split(',').map((host) => readNode(host, defaultPorts[kind]));
  if (kind === 'single' && nodes.length > 1) refuse('names several servers: they need redis+sentinel:// or redis+cluster://');
  const database = readNumber(given.get('db') ?? (kind === 'single' ? path : ''), 'the number of the database');
  if (kind === 'cluster' && database > 0) refuse('names a database: a cluster has only one');
  if (kind === 'cluster' && path !== '') refuse('has a path: a cluster has none');
  if (kind === 'sentinel' && path === '') refuse('does not name the master: redis+sentinel://host:port/name');
  const replicas = readNumber(given.get('wait') ?? '', 'wait');
  if (kind === 'cluster' && replicas > 0) refuse('asks for replicas: for a cluster set min-replicas-to-write on its masters');
  return {
    kind,
    nodes,
    masterName: kind === 'sentinel' ? decode(path) : '',
    tls: scheme.startsWith('rediss'),
    username: username || undefined,
    password: password || undefined,
    sentinelPassword: given.get('sentinel_password') ?? undefined,
    database,
    replicas,
  };
}

/** The servers of an address for messages, without user and password. */
export function nameOfAddress({ nodes }: RedisAddress): string {
  return nodes.map(({ host, port }) => `${host}:${port}`).join(',');
}

function kindOf(scheme: string): RedisAddress['kind'] {
  if (scheme === 'redis' || scheme === 'redis+sentinel' || scheme === 'redis+cluster') return kinds[scheme];
  return refuse('is not an address of Redis');
}

/** A password alone is given as `:password@`. */
function readCredentials(text: string): readonly [string, string] {
  const at = text.indexOf(':');
  return at < 0 ? [decode(text), ''] : [decode(text.slice(0, at)), decode(text.slice(at + 1))];
}

function readNode(text: string, defaultPort: number): RedisNode {
  const [, host = '', port] = nodeShape.exec(text) ?? refuse('names a server that cannot be read');
  const number = port === undefined ? defaultPort : Number(port);
  if (number < 1 || number > 65_535) refuse('names a port that does not exist');
  return { host: host.replace(/^\[|\]$/g, ''), port: number };
}

function readNumber(text: string, what: string): number {
  if (!/^\d{0,4}$/.test(text)) refuse(`does not give ${what} as a number`);
  return Number(text);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('is not percent-encoded');
  }
}

function refuse(reason: string): never {
  throw new TypeError(`The address of Redis ${reason}.`);
}
