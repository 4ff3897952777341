import { z } from 'zod';
import type { Json, LedgerHead } from './port.ts';

/** Entries given together, as one text; undefined where there are none. */
export function encodeEntries(entries: readonly Json[] | undefined): string | undefined {
  return entries?.length ? JSON.stringify(entries) : undefined;
}

const entriesSchema = z.array(z.custom<Json>());

/** Entries as they were given. */
export function decodeEntries(text: string): readonly Json[] {
  return entriesSchema.parse(JSON.parse(text));
}

/** The head of a chain without links. */
export const emptyHead: LedgerHead = { seq: 0, hash: '', signedSeq: 0, signedAt: '' };
