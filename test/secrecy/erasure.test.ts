import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { digestOf } from '../../store/digest-of.ts';
import { createMasterKey } from '../../store/keys/master-key.ts';
import { loadKeys } from '../../store/load-keys.ts';
import type { PutBack } from '../support/copy-data.ts';
import { type PageApp, type PageAppOptions, startPageApp } from '../support/page-app.ts';
import { type RawStore, rawRedis, rawSqlite } from '../support/raw-store.ts';
import { redisServerInstalled, startRedis } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const psid = '7700000000000001';
const other = '7700000000000002';
const words = 'xylophonecanary';
const shop = 'zanzibarcanary';
const describeRedis = redisServerInstalled() ? describe : describe.skip;

interface Opened {
  readonly options: PageAppOptions;
  readonly raw: RawStore;
  /** What the server has written down of its commands; nothing where there is no server. */
  log(): Promise<Buffer>;
  close(): Promise<void>;
}

/** A ciphertext is known by its nonce and its tag: 28 bytes that occur nowhere else. */
const markOf = (value: Buffer): Buffer => value.subarray(5, 33);

function describeErased(open: () => Promise<Opened>): void {
  let opened: Opened;
  let page: PageApp;
  let log = '';
  let count = 0;
  let conversation = '';
  let answers: readonly string[] = [];
  let marks: readonly Buffer[] = [];
  let figures: readonly string[] = [];
  let wrapped: Buffer = Buffer.alloc(0);
  let putBack: PutBack;

  async function ask(text: string, from = psid): Promise<string> {
    const before = page.texts().length;
    const turns = log.split('"msg":"turn"').length;
    expect(await page.write(`m_erase_${(count += 1)}`, text, from)).toBe(200);
    await until(async () => (log.split('"msg":"turn"').length > turns ? true : undefined));
    return page.texts().slice(before).join('\n');
  }

  const start = (): Promise<PageApp> =>
    startPageApp({ ...opened.options, log: pino({ level: 'trace' }, { write: (line: string) => void (log += line) }) });

  beforeAll(async () => {
    opened = await open();
    page = await start();
    const { keyOf, booth } = page.app.foundation;
    conversation = keyOf({ channel: 'facebook', page: '1234567890', psid });
    await page.link('demo-gb', other);
    await ask('what is my balance?', other);
    const before = await opened.raw.values();
    await page.link('demo-fr');
    answers = [
      await ask(`bonjour ${words}`),
      await ask('quel est mon solde ?'),
      await ask(`mes paiements chez ${shop}`),
      await ask('bloque toutes mes cartes'),
      await ask('oui'),
      await ask(`combien chez ${shop} en octobre ?`),
      await ask('efface mes données'),
    ];
    await booth.offer(conversation, { page: 'transactions', query: { merchant: shop } }, 'fr');
    figures = answers.join('\n').match(/\d[\d ]*,\d\d/g) ?? [];
    const planted = [...(await opened.raw.values())].filter(([place]) => !before.has(place) && !/revocations|erasure|ledger/.test(place));
    wrapped = await opened.raw.wrappedKey(conversation);
    putBack = await opened.raw.backUp();
    marks = planted.flatMap(([, value]) => (value.length > 60 ? [markOf(value)] : []));
  });
  afterAll(async () => {
    await page.stop();
    await opened.close();
  });

  test('was full of words and figures, also in the store', async () => {
    expect(answers[1]).toMatch(/€/);
    expect(figures.length).toBeGreaterThan(1);
    expect(marks.length).toBeGreaterThan(4);
    const bytes = await opened.raw.bytes();
    expect(marks.filter((mark) => bytes.includes(mark)).length).toBe(marks.length);
    expect(bytes.includes(conversation)).toBe(true);
    expect([wrapped.length, bytes.includes(wrapped)]).toEqual([64, true]);
  });

  test('answers that it is erased, with a number, within a minute', async () => {
    const startedAt = performance.now();
    answers = [await ask('oui')];
    const [, number = ''] = /numéro d’effacement : ([B-Z-]{14})/.exec(answers.join('')) ?? [];
    expect(await page.app.foundation.erasures.receipt(number)).toMatchObject({ status: 'done' });
    expect(performance.now() - startedAt).toBeLessThan(60_000);
    const status = await fetch(`${page.app.url}/booth/erased/${number}`, { headers: { 'accept-language': 'fr' } });
    expect(await status.text()).toContain('Vos données sont effacées');
  });

  test('leaves no data key, wrapped or not', async () => {
    const { keys } = await loadKeys({ dataDir: opened.options.dataDir ?? '' });
    const dataKey = await createMasterKey(keys).unwrap({ name: digestOf(conversation), wrapped });
    const bytes = await opened.raw.bytes();
    expect([wrapped, dataKey].map((key) => bytes.includes(key))).toEqual([false, false]);
    // The customer may have begun a new conversation since; its key is another one.
    expect((await opened.raw.wrappedKey(conversation)).equals(wrapped)).toBe(false);
  });

  test('leaves neither in the log of the server, once that has written it anew', async () => {
    const left = await until(async () => {
      const log = await opened.log();
      return [wrapped, ...marks].some((secret) => log.includes(secret)) ? undefined : log;
    });
    expect(left.includes(words)).toBe(false);
  });

  test('leaves no ciphertext, no word and no figure in the store, nothing in the log, and keeps what is of others', async () => {
    const { links, consents, store } = page.app.foundation;
    const bytes = await opened.raw.bytes();
    expect(marks.filter((mark) => bytes.includes(mark))).toEqual([]);
    for (const planted of [words, shop, ...figures]) {
      expect(bytes.includes(planted)).toBe(false);
      expect(log).not.toContain(planted);
    }
    expect(await links.accessFor(conversation)).toBeUndefined();
    expect(await consents.read(conversation)).toEqual([]);
    expect((await store.quarantine.list()).filter((event) => event.conversation === conversation)).toEqual([]);
    expect(await ask('what is my balance?', other)).toMatch(/[£€]/);
  });

  test('is not known to a fresh process, to which the customer is a stranger', async () => {
    await page.app.stop(true);
    await page.graph.close();
    page = await start();
    expect(await ask('quel est mon solde ?')).not.toMatch(/€/);
    expect(log).not.toContain(words);
    const bytes = await opened.raw.bytes();
    expect(marks.filter((mark) => bytes.includes(mark))).toEqual([]);
  });

  test('stays erased when a copy of the data from before is put back, and the other customer is there', async () => {
    await page.app.stop(true);
    await page.graph.close();
    await putBack();
    const bytes = await opened.raw.bytes();
    expect(marks.filter((mark) => bytes.includes(mark)).length).toBeGreaterThan(4);
    page = await start();
    const { links, consents, store } = page.app.foundation;
    expect(await store.conversations.readState(conversation)).toBeUndefined();
    expect(await store.effects.list(conversation)).toEqual([]);
    expect(await links.accessFor(conversation)).toBeUndefined();
    expect(await consents.read(conversation)).toEqual([]);
    expect(await ask('quel est mon solde ?')).not.toMatch(/€/);
    expect(await ask('what is my balance?', other)).toMatch(/[£€]/);
  });
}

describe('a conversation that was erased, on SQLite', () => {
  describeErased(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'guichet-erased-'));
    return {
      options: { dataDir },
      raw: rawSqlite(dataDir),
      log: async () => Buffer.alloc(0),
      close: () => rm(dataDir, { recursive: true, force: true }),
    };
  });
});

describeRedis('a conversation that was erased, on Redis [needs redis-server]', () => {
  describeErased(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'guichet-erased-'));
    const redis = await startRedis({ appendOnly: true, args: ['--dir', dataDir] });
    const logFolder = join(dataDir, 'appendonlydir');
    // While it is being written anew, a file that was there just now may be gone.
    const readIfThere = (name: string) => readFile(join(logFolder, name)).catch(() => Buffer.alloc(0));
    return {
      log: async () => Buffer.concat(await Promise.all((await readdir(logFolder)).map(readIfThere))),
      options: { dataDir, environment: { REDIS_URL: redis.url } },
      raw: rawRedis(redis.url),
      async close() {
        await redis.stop();
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  });
});

describeRedis('a conversation that was erased, on Redis with a vault of its own [needs redis-server]', () => {
  describeErased(async () => {
    const [data, vault] = await Promise.all([startRedis({ args: [] }), startRedis({ args: [] })]);
    const dataDir = await mkdtemp(join(tmpdir(), 'guichet-erased-'));
    return {
      log: async () => Buffer.alloc(0),
      options: { dataDir, environment: { REDIS_URL: data.url, KEY_VAULT_REDIS_URL: vault.url } },
      raw: rawRedis(data.url, vault.url),
      async close() {
        await Promise.all([data.stop(), vault.stop()]);
        await rm(dataDir, { recursive: true, force: true });
      },
    };
  });
});
