import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createConversationCodec } from '../conversation-codec.ts';
import { createDeskCodec } from '../desk-codec.ts';
import { createEffectCodec } from '../effect-codec.ts';
import type { EnvelopeFor } from '../envelope.ts';
import { checkKey } from '../key-check.ts';
import { defaultStoreTimes, type Store, type StoreTimes } from '../port.ts';
import { createRecordCodec } from '../record-codec.ts';
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
import { createSqliteVault } from './sqlite-vault.ts';

export interface SqliteStoreOptions {
  /** The database file; made (mode 0600) where it is missing. Data keys lie in `keys.db` beside it. */
  readonly file: string;
  readonly envelopeFor: EnvelopeFor;
  readonly times?: StoreTimes;
  readonly now?: () => Date;
}

/**
 * The store in one file, and its data keys in another, for a single machine: no server to run, several processes allowed.
 * What was acknowledged is on the disk, and survives a crash of the process and a power cut.
 */
export function createSqliteStore({ file, envelopeFor, times = defaultStoreTimes, now = () => new Date() }: SqliteStoreOptions): Store {
  const nowMs = () => now().getTime();
  const database = openDatabase(file);
  const vault = createSqliteVault(join(dirname(file), 'keys.db'));
  const envelope = envelopeFor(vault);
  const commits = createGroupCommit(database, createPurge(database, nowMs));
  const records = createSqliteRecords({ database, commits, codec: createRecordCodec(envelope), nowMs });
  const codec = createConversationCodec(envelope);
  return {
    conversations: createSqliteMailbox({ sql: prepareMailboxStatements(database), commits, codec, times, nowMs, envelope }),
    quarantine: createSqliteQuarantine({ database, commits, codec }),
    effects: createSqliteEffects({ database, commits, codec: createEffectCodec(envelope), times, nowMs }),
    ledger: createSqliteLedger({ database, commits }),
    records,
    desk: createSqliteDesk({ database, commits, codec: createDeskCodec(envelope), times, nowMs }),
    keys: envelope.rotation,
    async scrub() {
      // The write-ahead log holds pages as they were; emptied, nothing of them is left beside the file.
      await vault.scrub();
      reading(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'));
    },
    ping: () => checkKey(records),
    async close() {
      if (!database.isOpen) return;
      // What was asked for just before is encrypted by then, and waits to be written.
      await setImmediate();
      commits.flush();
      database.close();
      await vault.close();
    },
  };
}
