import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type GraphApiStub, startGraphApiStub } from '../support/graph-api-stub.ts';
import { type GuichetProcess, startGuichet, temporaryDataDir } from '../support/guichet-process.ts';
import { pageEnvironment } from '../support/page-environment.ts';
import { wordsOf } from '../support/plain-text.ts';
import { envelope, postWebhook, textMessage } from '../support/post-webhook.ts';
import { until } from '../support/until.ts';

const appSecret = randomBytes(16).toString('hex');
const pageToken = randomBytes(16).toString('hex');
const pageId = '55';
let graph: GraphApiStub;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;

function start(): Promise<GuichetProcess> {
  return startGuichet({
    dataDir: dataDir.path,
    environment: { ...pageEnvironment({ appSecret, pageToken, graphUrl: graph.url }), LOG_LEVEL: 'silent' },
  });
}

/** How many messages each customer has got. */
function answered(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const request of graph.accepted) {
    if ('message' in request && wordsOf(request.message.body) !== '')
      counts.set(request.recipient.id, (counts.get(request.recipient.id) ?? 0) + 1);
  }
  return counts;
}

const coverageSchema = z.object({ result: z.array(z.object({ url: z.string() })) });

/** Everything that a process has loaded by the time it is ready: Node writes it down for whoever wants to know what was covered. */
async function modulesOf(environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const own = await temporaryDataDir();
  const covered = join(own.path, 'covered');
  const guichet = await startGuichet({ dataDir: join(own.path, 'data'), environment: { ...environment, NODE_V8_COVERAGE: covered } });
  await guichet.stop();
  const files = await Promise.all((await readdir(covered)).map((name) => readFile(join(covered, name), 'utf8')));
  await own.remove();
  return files.flatMap((file) => coverageSchema.parse(JSON.parse(file)).result.map(({ url }) => url));
}

beforeAll(async () => {
  graph = await startGraphApiStub({ pageToken, appSecret, graphVersion: 'v26.0' });
  dataDir = await temporaryDataDir();
});

afterAll(async () => {
  await graph.close();
  await dataDir.remove();
});

const greet = (url: string, psid: string): Promise<number> =>
  postWebhook(url, appSecret, envelope(pageId, textMessage({ pageId, psid, mid: `m_${psid}`, text: 'Merci' })));

describe('the process', () => {
  test('stops on SIGTERM with exit code 0, having answered what it had accepted', async () => {
    const guichet = await start();
    const customers = Array.from({ length: 20 }, (_unused, index) => String(1_000 + index));
    const statuses = await Promise.all(customers.map((psid) => greet(guichet.url, psid)));
    expect(await guichet.stop()).toBe(0);
    expect(statuses.every((status) => status === 200)).toBe(true);
    const next = await start();
    await until(async () => customers.every((psid) => answered().get(psid) === 1) || undefined);
    expect(await next.stop()).toBe(0);
    expect(customers.map((psid) => answered().get(psid))).toEqual(customers.map(() => 1));
  });

  test('loses nothing it has accepted when it is killed', async () => {
    const guichet = await start();
    const customers = Array.from({ length: 20 }, (_unused, index) => String(2_000 + index));
    const statuses = await Promise.all(customers.map((psid) => greet(guichet.url, psid)));
    await guichet.kill();
    expect(statuses.every((status) => status === 200)).toBe(true);
    const next = await start();
    await until(async () => customers.every((psid) => (answered().get(psid) ?? 0) >= 1) || undefined);
    await next.stop();
  });

  test('stops when `npm start` is told to', async () => {
    const other = await temporaryDataDir();
    const guichet = await startGuichet({ dataDir: other.path, command: ['npm', 'start', '--silent'] });
    expect(await guichet.stop()).toBe(0);
    await expect(fetch(`${guichet.url}/healthz`)).rejects.toThrow();
    await other.remove();
  });

  test('runs twice side by side, each with its own port and folder', async () => {
    const other = await temporaryDataDir();
    const [first, second] = await Promise.all([start(), startGuichet({ dataDir: other.path })]);
    const ready = await Promise.all([first, second].map(async ({ url }) => (await fetch(`${url}/readyz`)).status));
    expect(ready).toEqual([200, 200]);
    await Promise.all([first.stop(), second.stop()]);
    await other.remove();
  });

  test('reads the library of the language model only where the bank has one', async () => {
    const without = await modulesOf({});
    expect(without.filter((url) => url.includes('/node_modules/openai/'))).toEqual([]);
    expect(without.some((url) => url.includes('/node_modules/zod/'))).toBe(true);
    const withModel = await modulesOf({ OPENAI_API_KEY: 'k', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
    expect(withModel.filter((url) => url.includes('/node_modules/openai/')).length).toBeGreaterThan(10);
  }, 300_000);

  test('says what is wrong with its configuration, all at once, and does not start', async () => {
    await expect(startGuichet({ dataDir: dataDir.path, environment: { PORT: 'x', GRAPH_API_VERSION: 'y' } })).rejects.toThrow(
      'did not start',
    );
  });
});
