import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../../store/port.ts';

/** One link of the chain, as it is read back. */
export interface Link {
  /** 1 for the first. */
  readonly seq: number;
  /** Hash of the link before, an empty string for the first. */
  readonly previous: string;
  readonly entry: unknown;
}

/** Writes a link: one line of JSON, which is what its hash is taken of. */
export function writeLink(seq: number, previous: string, entry: Json): string {
  return JSON.stringify({ seq, previous, entry });
}

/** SHA-256 of a link as it is written, base64url. */
export function hashOfLink(line: string): string {
  return hash('sha256', line, 'base64url');
}

const linkSchema = z.strictObject({ seq: z.int().min(1), previous: z.string(), entry: z.unknown() });

/** A link as it was written; undefined where the line is none. */
export function readLink(line: string): Link | undefined {
  try {
    return linkSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
