import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { takeAndClaim, turn } from '../../test/contracts/store/store-under-test.ts';
import { envelopeUnder } from '../envelope.ts';
import { createSqliteStore } from './sqlite-store.ts';

describe('the database file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guichet-sqlite-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('of an earlier version, whose turns were not counted, is gone on with', async () => {
    const options = { file: join(folder, 'guichet.db'), envelopeFor: envelopeUnder([randomBytes(32)]) };
    const before = createSqliteStore(options);
    await before.conversations.release(await takeAndClaim(before, 'e1'), 'failed');
    await before.close();
    const file = new DatabaseSync(options.file);
    file.exec(
      'ALTER TABLE turn DROP COLUMN attempts; ALTER TABLE turn DROP COLUMN quarantined; DROP TABLE quarantine_reply; DROP TABLE effect;',
    );
    file.close();

    const store = createSqliteStore(options);
    const again = await store.conversations.claimOrphan();
    expect(again).toMatchObject({ eventId: 'e1', attempt: 1 });
    if (again === undefined) return;
    expect(await store.conversations.commit(again, turn({ turns: 1 }))).toBe('committed');
    expect(await store.conversations.finish(again)).toBeUndefined();
    expect((await store.effects.intend({ key: 'k1', conversation: 'messenger:a', intent: null }, 0)).outcome).toBe('new');
    await store.close();
  });
});
