import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphApiStub, startGraphApiStub } from '../support/graph-api-stub.ts';
import { type GuichetProcess, startGuichet, temporaryDataDir } from '../support/guichet-process.ts';
import { pageEnvironment } from '../support/page-environment.ts';
import { wordsOf } from '../support/plain-text.ts';
import { envelope, postWebhook, textMessage } from '../support/post-webhook.ts';
import { freePort } from '../support/redis-process.ts';
import { until } from '../support/until.ts';

const appSecret = randomBytes(16).toString('hex');
const pageToken = randomBytes(16).toString('hex');
const pageId = '55';
/** Nobody listens there: what this test says needs no bank. */
const bank = 'https://127.0.0.1:9';
const patienceMs = 180_000;

describe('several worker processes on one port', () => {
  let graph: GraphApiStub;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let guichet: GuichetProcess;
  let adminUrl = '';
  let psids = 1_000;

  beforeAll(async () => {
    graph = await startGraphApiStub({ pageToken, appSecret, graphVersion: 'v26.0' });
    dataDir = await temporaryDataDir();
  });
  afterAll(async () => {
    await guichet.kill();
    await graph.close();
    await dataDir.remove();
  });

  beforeAll(async () => {
    const [port, adminPort] = await Promise.all([freePort(), freePort()]);
    adminUrl = `http://127.0.0.1:${adminPort}`;
    guichet = await startGuichet({
      dataDir: dataDir.path,
      environment: {
        ...pageEnvironment({ appSecret, pageToken, graphUrl: graph.url }),
        // As an operator names it. A free one would be another one where the worker that listens is killed before the other does.
        PORT: String(port),
        WORKERS: '2',
        ADMIN_PORT: String(adminPort),
        BANK_API_URL: bank,
        BANK_ISSUER: bank,
        BANK_CLIENT_ID: 'guichet',
        BANK_CLIENT_SECRET: 's',
        LOG_LEVEL: 'silent',
      },
    });
    await until(async () => (await metric('guichet_draining')) === 0 || undefined);
    await until(async () => workers().length === 2 || undefined);
  }, patienceMs);

  const workers = (): readonly number[] =>
    execFileSync('pgrep', ['-P', String(guichet.pid)])
      .toString()
      .trim()
      .split('\n')
      .map(Number);

  async function metric(line: string): Promise<number | undefined> {
    const answer = await fetch(`${adminUrl}/metrics`);
    const found = (await answer.text()).split('\n').find((candidate) => candidate.startsWith(`${line} `));
    return found === undefined ? undefined : Number(found.slice(line.length + 1));
  }

  /** Says something as a new customer, as often as it takes, and waits for the answer. */
  async function converse(): Promise<string> {
    const psid = String((psids += 1));
    const say = () => postWebhook(guichet.url, appSecret, envelope(pageId, textMessage({ pageId, psid, mid: `m_${psid}`, text: 'Merci' })));
    await until(async () => ((await say().catch(() => 0)) === 200 ? true : undefined));
    return until(async () => {
      const answer = graph.accepted.find((request) => 'message' in request && request.recipient.id === psid);
      return answer && 'message' in answer ? wordsOf(answer.message.body) : undefined;
    });
  }

  test(
    'a worker that is killed is replaced, and the port goes on answering',
    async () => {
      const [victim = 0, other = 0] = workers();
      process.kill(victim, 'SIGKILL');
      expect(await converse()).not.toBe('');
      await until(async () => (await metric('guichet_workers_replaced_total{why="died"}')) === 1 || undefined);
      const now = await until(async () => (workers().length === 2 ? workers() : undefined));
      expect([now.includes(other), now.includes(victim)]).toEqual([true, false]);
      expect(await converse()).not.toBe('');
    },
    patienceMs,
  );

  test(
    'a worker that hangs is killed and replaced',
    async () => {
      const [victim = 0] = workers();
      process.kill(victim, 'SIGSTOP');
      expect(await converse()).not.toBe('');
      await until(async () => (await metric('guichet_workers_replaced_total{why="hung"}')) === 1 || undefined);
      await until(async () => (workers().length === 2 && !workers().includes(victim) ? true : undefined));
      expect(await converse()).not.toBe('');
    },
    patienceMs,
  );

  test(
    'their metrics are read as one, and health, readiness and version stand beside them',
    async () => {
      await Promise.all(Array.from({ length: 8 }, () => converse()));
      const accepted = 'guichet_events_total{door="messenger",outcome="accepted"}';
      expect(await until(async () => ((await metric(accepted)) ?? 0) >= 8 || undefined)).toBe(true);
      // The one that was replaced last may still be starting.
      expect(await until(async () => (await metric('guichet_store_ready')) || undefined)).toBe(1);
      expect([await metric('guichet_workers'), await metric('guichet_quarantine_size')]).toEqual([2, 0]);
      expect((await fetch(`${adminUrl}/healthz`)).status).toBe(200);
      const ready = await fetch(`${adminUrl}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', checks: { store: 'ok', bank: 'failed' } }]);
    },
    patienceMs,
  );

  test(
    'end together on SIGTERM, with exit code 0',
    async () => {
      expect(await guichet.stop()).toBe(0);
      await expect(fetch(`${guichet.url}/healthz`)).rejects.toThrow();
    },
    patienceMs,
  );
});
