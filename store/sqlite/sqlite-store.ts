import type { Cipher } from '../cipher.ts';
import { createConversationCodec } from '../conversation-codec.ts';
import { createDeskCodec } from '../desk-codec.ts';
import { createEffectCodec } from '../effect-codec.ts';
import { checkKey } from '../key-check.ts';
import { defaultStoreTimes, type Store, type StoreTimes } from '../port.ts';
import { createGroupCommit } from './group-commit.ts';
import { prepareMailboxStatements } from './mailbox-statements.ts';
import { openDatabase } from './open-database.ts';
import { createPurge } from './purge.ts';
import { createSqliteDesk } from './sqlite-desk.ts';
import { createSqliteEffects } from './sqlite-effects.ts';
import { reading } from './sqlite-errors.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { createSqliteMailbox } from './sqlite-mailbox.ts';
import { createSqliteQuarantine } from './sqlite-quarantine.ts';
import { createSqliteRecords } from './sqlite-records.ts';

export interface SqliteStoreOptions {
  /** The database file; made (mode 0600) where it is missing. */
  readonly file: string;
  readonly cipher: Cipher;
  readonly times?: StoreTimes;
  readonly now?: () => Date;
}

/**
 * The store in one file, for a single machine: no server to run, several processes allowed.
 * What was acknowledged is on the disk, and survives a crash of the process and a power cut.
 */
export function createSqliteStore({ file, cipher, times = defaultStoreTimes, now = () => new Date() }: SqliteStoreOptions): Store {
  const nowMs = () => now().getTime();
  const database = openDatabase(file);
  const commits = createGroupCommit(database, createPurge(database, nowMs));
  const records = createSqliteRecords({ database, commits, cipher, nowMs });
  const codec = createConversationCodec(cipher);
  return {
    conversations: createSqliteMailbox({ sql: prepareMailboxStatements(database), commits, codec, times, nowMs }),
    quarantine: createSqliteQuarantine({ database, commits, codec }),
    effects: createSqliteEffects({ database, commits, codec: createEffectCodec(cipher), times, nowMs }),
    ledger: createSqliteLedger({ database, commits }),
    records,
    desk: createSqliteDesk({ database, commits, codec: createDeskCodec(cipher), times, nowMs }),
    // The write-ahead log holds pages as they were; emptied, nothing of them is left beside the file.
    scrub: async () => reading(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    ping: () => checkKey(records),
    async close() {
      if (!database.isOpen) return;
      commits.flush();
      database.close();
    },
  };
}
