import { z } from 'zod';
import type { LedgerKeeper } from '../../secrecy/ledger/keep-ledger.ts';
import type { RecordStore } from '../../store/port.ts';
import { createSweep } from '../turns/sweep.ts';

export interface LedgerLoopDeps {
  readonly keeper: LedgerKeeper;
  readonly records: Pick<RecordStore, 'get' | 'put' | 'delete'>;
  /** Names this process. */
  readonly holder: string;
  readonly log: { warn(fields: object, message: string): void };
}

/** Chains the ledger in the background. */
export interface LedgerLoop {
  start(): void;
  /** Chains what is left and signs the end, where no other process does. Never rejects. */
  stop(): Promise<void>;
}

const everyMs = 1_000;
const leaseMs = 5_000;
const recordKey = 'ledger-keeper';
const recordSchema = z.object({ holder: z.string() });

/** One of several processes keeps the ledger at a time; where it dies, another one takes over. The chain itself needs no lease: it saves work only. */
export function createLedgerLoop({ keeper, records, holder, log }: LedgerLoopDeps): LedgerLoop {
  async function mayKeep(): Promise<boolean> {
    const record = await records.get(recordKey);
    if (record && recordSchema.safeParse(record.value).data?.holder !== holder) return false;
    return records.put(recordKey, { holder }, { ttlMs: leaseMs, ifVersion: record?.version ?? 0 });
  }

  async function guarded(work: () => Promise<void>): Promise<void> {
    try {
      if (await mayKeep()) await work();
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'the ledger was not kept; it will be');
    }
  }

  const sweep = createSweep(
    () =>
      guarded(async () => {
        while ((await keeper.round()) > 0);
      }),
    everyMs,
  );

  return {
    start: () => sweep.start(),
    async stop() {
      await sweep.stop();
      await guarded(async () => {
        await keeper.finish();
        await records.delete(recordKey);
      });
    },
  };
}
