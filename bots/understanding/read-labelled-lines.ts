import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { jsonLines } from './json-lines.ts';

const lineSchema = z.object({ text: z.string(), label: z.string().min(1).nullable() });
export type LabelledLine = z.infer<typeof lineSchema>;

/** Something in a file of examples that cannot be used; the message says where and why. */
export class LabelledLinesError extends Error {
  readonly code: 'unreadable' | 'bad_line' | 'no_labels';
  constructor(code: LabelledLinesError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LabelledLinesError';
    this.code = code;
  }
}

/**
 * Reads lines `{"text","label"}`; label null is out of scope. Empty lines are passed over.
 *
 * @throws LabelledLinesError `unreadable` (no such file), `bad_line` (with its number), `no_labels`
 */
export async function readLabelledLines(path: string): Promise<readonly LabelledLine[]> {
  const rows: LabelledLine[] = [];
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  try {
    for await (const line of jsonLines(lines, lineSchema)) {
      if (line.wrong !== undefined) throw new LabelledLinesError('bad_line', `${path}, line ${line.number}: ${line.wrong}`);
      rows.push(line.value);
    }
  } catch (error) {
    if (error instanceof LabelledLinesError) throw error;
    throw new LabelledLinesError('unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`, {
      cause: error,
    });
  }
  if (!rows.some(({ label }) => label !== null)) throw new LabelledLinesError('no_labels', `${path} has no sentence with a label`);
  return rows;
}
