import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { envelopeUnder } from '../../store/envelope.ts';
import { defaultStoreTimes } from '../../store/port.ts';
import { createSqliteStore } from '../../store/sqlite/sqlite-store.ts';
import type { OwnershipWorld } from './play-ownership.ts';

/** In memory where that is offered: what a disk takes is no part of the test. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A mailbox on SQLite whose time the test lets go on. */
export async function openOwnershipWorld(): Promise<OwnershipWorld & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(root, 'guichet-ownership-'));
  let nowMs = Date.parse('2026-11-30T12:00:00Z');
  const now = (): Date => new Date(nowMs);
  const store = createSqliteStore({ file: join(folder, 'guichet.db'), envelopeFor: envelopeUnder([Buffer.alloc(32, 7)], now), now });
  return {
    conversations: store.conversations,
    now,
    passLease: () => void (nowMs += defaultStoreTimes.leaseMs + 1),
    passDay: () => void (nowMs += 25 * 3_600_000),
    async close() {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
