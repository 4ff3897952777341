import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { startGraphApiStub } from '../support/graph-api-stub.ts';
import { startGuichet, temporaryDataDir } from '../support/guichet-process.ts';
import { envelope, postWebhook, textMessage } from '../support/post-webhook.ts';
import { connectionsIn, numbersIn, readLedger } from '../support/read-ledger.ts';
import { until } from '../support/until.ts';

const withStrace = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0 ? test : test.skip;

const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

/** Each `connect` of a TCP socket that the kernel saw, as `host:port`. Those of getaddrinfo are of other sockets. */
function connectsIn(trace: string): readonly string[] {
  const call = /connect\(\d+<TCP(?:v6)?:[^>]*>, \{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?"([^"]+)"/g;
  return [...trace.matchAll(call)].map(([, port, host]) => `${host}:${port}`).toSorted();
}

withStrace(
  'every connect that the kernel saw is in the ledger, and no other is [needs strace]',
  async () => {
    const [appSecret, pageToken] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    const [pageId, psid] = ['55', '7700000000000001'];
    const graph = await startGraphApiStub({ pageToken, appSecret, graphVersion: 'v26.0' });
    closings.push(() => graph.close());
    const dataDir = await temporaryDataDir();
    closings.push(() => dataDir.remove());
    const file = join(dataDir.path, 'trace');
    const guichet = await startGuichet({
      dataDir: dataDir.path,
      // The tracer is a grandchild: signals reach Guichet itself.
      command: ['strace', '-D', '-f', '-qq', '-yy', '-e', 'trace=connect', '-o', file, process.execPath, 'bots/main.ts'],
      environment: {
        HOST: '127.0.0.1',
        MESSENGER_APP_SECRET: appSecret,
        MESSENGER_VERIFY_TOKEN: 'v',
        MESSENGER_PAGE_TOKEN: pageToken,
        GRAPH_API_URL: graph.url,
      },
    });
    const texts = () => graph.messages.length;
    for (const [index, text] of ['bonjour', 'lier mon compte', 'quel est mon solde ?'].entries()) {
      const before = texts();
      await postWebhook(guichet.url, appSecret, envelope(pageId, textMessage({ pageId, psid, mid: `m_${index}`, text })));
      await until(async () => texts() > before || undefined);
    }
    expect(await guichet.stop()).toBe(0);
    const { entries } = await readLedger(dataDir.path);
    const connects = connectsIn(await readFile(file, 'utf8'));
    expect(connects.length).toBeGreaterThanOrEqual(2);
    expect(connectionsIn(entries).map((peer) => peer.replace('localhost', '127.0.0.1'))).toEqual(connects);
    expect(numbersIn(entries)).toEqual(numbersIn(entries).map((_number, index) => index + 1));
  },
  180_000,
);
