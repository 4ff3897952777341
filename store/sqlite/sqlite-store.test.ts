import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeStore } from '../../test/contracts/store/describe-store.ts';
import { copySqlite } from '../../test/support/copy-data.ts';
import { envelopeUnder } from '../envelope.ts';
import { defaultStoreTimes } from '../port.ts';
import { createSqliteStore } from './sqlite-store.ts';

describeStore('store in SQLite', async (times) => {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-store-'));
  const keys = [randomBytes(32)];
  const ownEnvelope = envelopeUnder(keys);
  let nowMs = Date.UTC(2026, 10, 23);
  const instance = (envelopeFor = ownEnvelope) =>
    createSqliteStore({
      file: join(folder, 'guichet.db'),
      envelopeFor,
      times: { ...defaultStoreTimes, ...times },
      now: () => new Date(nowMs),
    });
  const stores = [instance()];
  const [store = instance()] = stores;
  return {
    store,
    keys,
    backUp: () => copySqlite(join(folder, 'guichet.db')),
    another(envelopeFor) {
      const other = instance(envelopeFor);
      stores.push(other);
      return other;
    },
    async until(check) {
      for (;;) {
        const result = await check();
        if (result !== undefined) return result;
        nowMs += 50;
      }
    },
    async rawBytes() {
      const files = await readdir(folder);
      return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))));
    },
    async dispose() {
      await Promise.all(stores.map((one) => one.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
});
