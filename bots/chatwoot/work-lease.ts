import { z } from 'zod';
import type { RecordStore } from '../../store/port.ts';

export interface WorkLeaseDeps {
  readonly records: Pick<RecordStore, 'get' | 'put' | 'delete'>;
  readonly key: string;
  /** Names this process. */
  readonly holder: string;
  /** Milliseconds of a clock that never goes back. */
  readonly ticks: () => number;
  readonly leaseMs?: number;
}

/** The right of one of several processes to do a work. It ends by itself unless it is held on to. */
export interface WorkLease {
  /** Takes it where it is free, or prolongs it: whether this process has it for most of its time yet. */
  hold(): Promise<boolean>;
  /** Lets go of it for good, so that another one need not wait. */
  release(): Promise<void>;
}

const recordSchema = z.object({ holder: z.string() });
const defaultLeaseMs = 30_000;

export function createWorkLease({ records, key, holder, ticks, leaseMs = defaultLeaseMs }: WorkLeaseDeps): WorkLease {
  let heldAt = Number.NEGATIVE_INFINITY;
  let isOver = false;

  async function prolong(): Promise<boolean> {
    const at = ticks();
    const record = await records.get(key);
    if (record && recordSchema.safeParse(record.value).data?.holder !== holder) return false;
    if (!(await records.put(key, { holder }, { ttlMs: leaseMs, ifVersion: record?.version ?? 0 }))) return false;
    heldAt = at;
    return true;
  }

  return {
    // Asked again after a third of it, so that whoever has it has it for longer than one call to another system takes.
    hold: async () => !isOver && (ticks() - heldAt < leaseMs / 3 || (await prolong())),
    async release() {
      isOver = true;
      if (ticks() - heldAt < leaseMs / 3) await records.delete(key);
    },
  };
}
