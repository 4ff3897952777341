import { z } from 'zod';
import type { RecordStore } from '../../store/port.ts';
import { typedRecords } from '../linking/typed-records.ts';

/** Where an erasure was asked for. */
export const erasureDoors = ['chat', 'booth'] as const;
export type ErasureDoor = (typeof erasureDoors)[number];

const pendingSchema = z.object({ conversation: z.string(), receipt: z.string(), at: z.iso.datetime(), by: z.enum(erasureDoors) });
/** An erasure that is to be done, written down before anything is taken away. */
export type PendingErasure = z.infer<typeof pendingSchema>;

const receiptSchema = z.object({
  /** `not_found`: Meta has asked for somebody whose conversation nobody can tell. */
  status: z.enum(['pending', 'done', 'not_found']),
  at: z.iso.datetime(),
  doneAt: z.iso.datetime().exactOptional(),
});
/** What a receipt proves. It does not say whose conversation it was. */
export type ErasureReceipt = z.infer<typeof receiptSchema>;

/** How long a receipt can be shown: longer than the month within which the law wants an answer, and a complaint about it. */
export const receiptMs = 400 * 24 * 3_600_000;

/** What erasing remembers. */
export function erasureRecords(records: RecordStore) {
  return {
    /** One list of what is to be erased. */
    pending: typedRecords(records, 'erasures', z.array(pendingSchema)),
    /** By receipt number. */
    receipts: typedRecords(records, 'erasure-receipt', receiptSchema),
  };
}
export type ErasureRecords = ReturnType<typeof erasureRecords>;
