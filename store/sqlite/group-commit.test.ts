import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { envelopeUnder } from '../envelope.ts';
import { createGroupCommit } from './group-commit.ts';
import { createSqliteStore } from './sqlite-store.ts';

describe('SQLite adapter', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-sqlite-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('shares one transaction among the writes of a moment', async () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE t (n INTEGER UNIQUE)');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    let commitCount = 0;
    const commits = createGroupCommit(database, () => {
      commitCount += 1;
    });
    await Promise.all(Array.from({ length: 100 }, (_, index) => commits.run(() => insert.run(index))));
    expect(commitCount).toBe(1);
    database.close();
  });

  test('keeps the neighbours of a write that fails', async () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE t (n INTEGER UNIQUE)');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    const commits = createGroupCommit(database, () => undefined);
    const results = await Promise.allSettled([1, 2, 1, 3].map((value) => commits.run(() => insert.run(value))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(
      database
        .prepare('SELECT n FROM t ORDER BY n')
        .all()
        .map((row) => row['n']),
    ).toEqual([1, 2, 3]);
    database.close();
  });

  test('loses nothing that it acknowledged when its process is killed', async () => {
    const key = randomBytes(32);
    const file = join(folder, 'guichet.db');
    const script = `
      const { createSqliteStore } = await import(${JSON.stringify(new URL('./sqlite-store.ts', import.meta.url).href)});
      const { envelopeUnder } = await import(${JSON.stringify(new URL('../envelope.ts', import.meta.url).href)});
      const store = createSqliteStore({ file: ${JSON.stringify(file)}, envelopeFor: envelopeUnder([Buffer.from('${key.toString('hex')}', 'hex')]) });
      for (let n = 0; ; n += 1) {
        await store.conversations.takeIn({ conversation: 'messenger:' + n, eventId: 'e' + n, event: n });
        console.log(n);
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let last = -1;
    for await (const line of createInterface({ input: child.stdout })) {
      last = Number(line);
      if (last === 60) child.kill('SIGKILL');
    }
    await exited;

    const store = createSqliteStore({ file, envelopeFor: envelopeUnder([key]) });
    for (let n = 0; n <= last; n += 1) {
      expect(await store.conversations.takeIn({ conversation: `messenger:${n}`, eventId: `e${n}`, event: n })).toEqual({
        outcome: 'duplicate',
      });
    }
    expect(last).toBeGreaterThanOrEqual(60);
    await store.close();
  });

  test('calls a store unavailable that another process holds for too long, and one that is closed', async () => {
    const file = join(folder, 'guichet.db');
    const store = createSqliteStore({ file, envelopeFor: envelopeUnder([randomBytes(32)]) });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.records.put('k', 1)).rejects.toMatchObject({ code: 'store_unavailable' });
    other.exec('ROLLBACK');
    other.close();
    expect(await store.records.put('k', 1)).toBe(true);
    const last = store.records.put('k', 2);
    await store.close();
    expect(await last).toBe(true);
    await expect(store.records.put('k', 3)).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(store.records.get('k')).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(store.conversations.claimOrphan()).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  test('deletes what has expired, in passing', async () => {
    const file = join(folder, 'guichet.db');
    let nowMs = 0;
    const store = createSqliteStore({ file, envelopeFor: envelopeUnder([randomBytes(32)]), now: () => new Date(nowMs) });
    await Promise.all(Array.from({ length: 1_200 }, (_, index) => store.records.put(`k${index}`, index, { ttlMs: 1_000 })));
    await store.records.put('kept', 1);
    nowMs = 120_000;
    for (const count of [1, 2, 3, 4]) await store.records.put('kept', count);
    const reader = new DatabaseSync(file);
    expect(
      reader
        .prepare('SELECT key FROM record')
        .all()
        .map((row) => row['key']),
    ).toEqual(['kept']);
    reader.close();
    await store.close();
  });
});
