import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startGraphApiStub } from '../../support/graph-api-stub.ts';
import { type GuichetProcess, startGuichet, temporaryDataDir } from '../../support/guichet-process.ts';
import { pageEnvironment } from '../../support/page-environment.ts';
import { envelope, postWebhook, textMessage } from '../../support/post-webhook.ts';
import { connectionsIn, numbersIn, readLedger } from '../../support/read-ledger.ts';
import { until } from '../../support/until.ts';
import type { Form, Proof, RunReport } from './proof.ts';

/** How many customers write, and how often each. */
const sizes = { short: { customers: 1, rounds: 1 }, long: { customers: 20, rounds: 10 } } as const;
const pageId = '55';
const texts = ['bonjour', 'lier mon compte', 'quel est mon solde ?'] as const;

/** Each `connect` of a TCP socket that the kernel saw, as `host:port`. Those of getaddrinfo are of other sockets. */
function connectsIn(trace: string): readonly string[] {
  const call = /connect\(\d+<TCP(?:v6)?:[^>]*>, \{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?"([^"]+)"/g;
  return [...trace.matchAll(call)].map(([, port, host]) => `${host}:${port}`).toSorted();
}

/** Those of the first that are not among the second, each as often as it is missing. */
function without(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

interface Traced {
  readonly messages: number;
  readonly seen: readonly string[];
  readonly told: readonly string[];
  /** Whether the numbers of the entries run from 1 without a hole. */
  readonly isWhole: boolean;
}

interface Running {
  readonly guichet: GuichetProcess;
  readonly appSecret: string;
  readonly answers: () => number;
}

async function writeAs({ guichet, appSecret, answers }: Running, form: Form): Promise<number> {
  const { customers, rounds } = sizes[form];
  let messages = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const text of texts)
      for (let customer = 0; customer < customers; customer += 1) {
        const before = answers();
        const psid = `77${String(customer).padStart(14, '0')}`;
        await postWebhook(guichet.url, appSecret, envelope(pageId, textMessage({ pageId, psid, mid: `m_${(messages += 1)}`, text })));
        await until(async () => answers() > before || undefined);
      }
  return messages;
}

/** Guichet as a process of its own, with every `connect` of it written down by the kernel's tracer. */
async function trace(form: Form): Promise<Traced> {
  const [appSecret, pageToken] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const graph = await startGraphApiStub({ pageToken, appSecret, graphVersion: 'v26.0' });
  const dataDir = await temporaryDataDir();
  try {
    const file = join(dataDir.path, 'trace');
    const guichet = await startGuichet({
      dataDir: dataDir.path,
      // The tracer is a grandchild: signals reach Guichet itself.
      command: ['strace', '-D', '-f', '-qq', '-yy', '-e', 'trace=connect', '-o', file, process.execPath, 'bots/main.ts'],
      environment: { ...pageEnvironment({ appSecret, pageToken, graphUrl: graph.url }), MOST_EVENTS_PER_CUSTOMER: '0' },
    });
    let messages = 0;
    try {
      messages = await writeAs({ guichet, appSecret, answers: () => graph.messages.length }, form);
    } finally {
      await guichet.stop();
    }
    const { entries } = await readLedger(dataDir.path);
    const seen = connectsIn(await readFile(file, 'utf8'));
    const told = connectionsIn(entries).map((peer) => peer.replace('localhost', '127.0.0.1'));
    return { messages, seen, told, isWhole: numbersIn(entries).every((number, index) => number === index + 1) };
  } finally {
    await dataDir.remove();
    await graph.close();
  }
}

async function run(form: Form): Promise<RunReport> {
  const { messages, seen, told, isWhole } = await trace(form);
  const [unaccounted, invented] = [without(seen, told), without(told, seen)];
  return {
    figures: {
      messages,
      'connects that the kernel saw': seen.length,
      'connections in the ledger': told.length,
      'connects not accounted for': unaccounted.length,
      'entries without a connect': invented.length,
    },
    violations: [
      ...unaccounted.map((peer) => `not in the ledger: ${peer}`),
      ...invented.map((peer) => `not seen by the kernel: ${peer}`),
      ...(isWhole ? [] : ['an entry of the ledger is missing']),
      ...(seen.length < 2 ? ['the tracer saw next to nothing'] : []),
    ],
  };
}

/** The ledger accounts for every connection. */
export const connects: Proof = {
  id: 'connects',
  title: 'Every connect that the kernel sees is in the ledger, and no other is',
  goal: '0 connects not accounted for',
  missing: () => (spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0 ? undefined : '[needs strace]'),
  run,
};
